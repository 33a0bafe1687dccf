"""Row security made from what each model declares, and the gate functions it rests on."""
