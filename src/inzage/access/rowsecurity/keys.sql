-- The keys of the dossiers, in a database of their own. Wrapped with the master key of the installation.
create table if not exists dossier_key (
  dossier uuid not null, version int not null, wrapped bytea not null, made_at timestamptz not null default now(),
  primary key (dossier, version))
