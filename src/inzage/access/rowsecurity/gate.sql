-- The gate: functions that prove the actor, say which dossiers are granted and opened, and write what only the gate may write.
-- Run by the owner after SET ROLE to the gate's role; @desk@, @worker@, @public@, @opener@ stand for the process roles.
-- Every function: SECURITY DEFINER with a fixed search path; the ones that read the token are PARALLEL RESTRICTED because it is bound to a backend.

create table if not exists gate.hmac_key (kid int primary key, ipad bytea not null, opad bytea not null);
create table if not exists gate.role_right (role text, relation text, kind text, part text, primary key (role, relation, kind, part));
create table if not exists gate.epoch (number int primary key);
insert into gate.epoch select 1 where not exists (select from gate.epoch);
create table if not exists gate.counter (office uuid, kind text, year int, last int not null, primary key (office, kind, year));

-- The proven actor. No token, a forged one, another backend's or an expired one raises: it never shows silent emptiness.
create or replace function gate.actor() returns uuid language plpgsql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
declare
  token text := current_setting('app.token', true);
  part text[];
  k record;
begin
  if token is null or token = '' then
    raise exception 'no proven actor' using errcode = '42501';
  end if;
  part := string_to_array(token, '.');
  if array_length(part, 1) is distinct from 5 then
    raise exception 'the token of the actor is malformed' using errcode = '42501';
  end if;
  select ipad, opad into k from gate.hmac_key where kid::text = part[1];
  if not found
     or sha256(sha256(k.opad || sha256(k.ipad || convert_to(array_to_string(part[1:4], '.'), 'UTF8'))))
        is distinct from sha256(case when part[5] ~ '^[0-9a-f]{64}$' then decode(part[5], 'hex') end) then
    raise exception 'the token of the actor is forged' using errcode = '42501';
  end if;
  if part[3]::int <> pg_backend_pid() then
    raise exception 'the token of the actor belongs to another connection' using errcode = '42501';
  end if;
  if part[4]::bigint < extract(epoch from statement_timestamp()) then
    raise exception 'the token of the actor has expired' using errcode = '42501';
  end if;
  return part[2]::uuid;
end $$;

-- What a person still owes before anything opens: 1.confidentiality.
create or replace function gate.missing(a uuid) returns text[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
  return coalesce((
    select array_remove(array[
      case when not exists (select from public.access_declaration d where d.person_id = a) then 'declaration' end,
      case when exists (
        select from (select id from public.access_regulationversion where published_at is not null order by published_at desc limit 1) newest
         where not exists (select from public.access_acknowledgement k where k.person_id = a and k.version_id = newest.id))
      then 'acknowledgement' end], null)
      from public.access_person p where p.id = a and p.kind in ('staff', 'auditor')), '{}');
end $$;

-- Whether a person works here and owes nothing.
create or replace function gate.cleared(a uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
  return exists (select from public.access_person where id = a and left_at is null) and gate.missing(a) = '{}';
end $$;

-- The actor when cleared; otherwise null, and every array below is empty.
create or replace function gate.worker() returns uuid language plpgsql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.actor();
begin
  return case when gate.cleared(a) then a end;
end $$;

-- Begins the actor's part of a transaction and says who it is.
create or replace function gate.begin(token text, out person uuid, out kind text, out name text, out office uuid, out roles text[], out missing text[])
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid;
begin
  perform set_config('app.token', token, true);
  a := gate.actor();
  select p.id, p.kind, p.name, p.office_id into person, kind, name, office
    from public.access_person p where p.id = a and p.left_at is null;
  if not found then
    raise exception 'this person does not work here any more' using errcode = '42501';
  end if;
  roles := coalesce((select array_agg(distinct r.role order by r.role) from public.access_personrole r
                     where r.person_id = a and r.ended_at is null), '{}');
  missing := gate.missing(a);
end $$;

create or replace function gate.has_role(variadic wanted text[]) returns boolean language sql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.access_personrole where person_id = gate.worker() and ended_at is null and role = any(wanted))
$$;

-- Offices where a role of the actor shows this part of every dossier of this kind.
create or replace function gate.offices(wanted_kind text, wanted_part text) returns uuid[] language plpgsql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.worker();
begin
  return coalesce((
    select array_agg(distinct r.office_id) from public.access_personrole r
      join gate.role_right t on t.role = r.role and t.relation = 'office' and t.kind = wanted_kind and t.part = wanted_part
     where r.person_id = a and r.ended_at is null), '{}');
end $$;

-- Dossiers on which the actor has a running grant for this part.
create or replace function gate.granted(wanted_part text) returns uuid[] language plpgsql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.worker();
begin
  return coalesce((
    select array_agg(distinct dossier_id) from public.access_grant
     where person_id = a and wanted_part = any(parts)
       and valid_from <= statement_timestamp() and (valid_until is null or valid_until > statement_timestamp())), '{}');
end $$;

-- In plpgsql, as all that is asked often: it keeps its plan, where a function in SQL plans anew at each call.
create or replace function gate.has_part(a uuid, d uuid, wanted_part text) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
  return exists (
      select from public.access_grant
       where person_id = a and dossier_id = d and wanted_part = any(parts)
         and valid_from <= statement_timestamp() and (valid_until is null or valid_until > statement_timestamp()))
    or exists (
      select from public.access_dossier x
        join public.access_personrole r on r.office_id = x.office_id and r.person_id = a and r.ended_at is null
        join gate.role_right t on t.role = r.role and t.relation = 'office' and t.kind = x.kind and t.part = wanted_part
       where x.id = d);
end $$;

create or replace function gate.may_add(d uuid, wanted_part text) returns boolean language sql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
  select coalesce(gate.has_part(gate.worker(), d, wanted_part), false)
$$;

-- A card says of itself at which office its dossier is: it must be so, or it would show to another office.
create or replace function gate.may_add_card(d uuid, o uuid, wanted_part text) returns boolean language sql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
  select coalesce(gate.may_add(d, wanted_part) and o = (select office_id from public.access_dossier where id = d), false)
$$;

-- Dossiers whose opening by the actor is committed (another, earlier transaction wrote it) and still runs, with a right on the part now.
create or replace function gate.opened(wanted_part text) returns uuid[] language plpgsql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.worker();
begin
  -- gate.has_part for all of them at once: asked one by one, three hundred openings cost ten milliseconds
  return coalesce((
    with running as materialized (
      select distinct dossier from public.access_opening
       where person = a and until > statement_timestamp() and xid is distinct from pg_current_xact_id_if_assigned()),
    places as materialized (
      select distinct p.office_id, t.kind from public.access_personrole p
        join gate.role_right t on t.role = p.role and t.relation = 'office' and t.part = wanted_part
       where p.person_id = a and p.ended_at is null)
    select array_agg(o.dossier) from (
      select r.dossier from running r
        join public.access_grant g on g.person_id = a and g.dossier_id = r.dossier and wanted_part = any(g.parts)
         and g.valid_from <= statement_timestamp() and (g.valid_until is null or g.valid_until > statement_timestamp())
      union
      select r.dossier from running r
        join public.access_dossier x on x.id = r.dossier
        join places p on p.office_id = x.office_id and p.kind = x.kind) o), '{}');
end $$;

-- The same for tables whose rows carry their own part: `<dossier>:<part>`.
create or replace function gate.opened_keys() returns text[] language plpgsql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.worker();
begin
  return coalesce((
    with running as materialized (
      select distinct dossier from public.access_opening
       where person = a and until > statement_timestamp() and xid is distinct from pg_current_xact_id_if_assigned()),
    places as materialized (
      select distinct p.office_id, t.kind, t.part from public.access_personrole p
        join gate.role_right t on t.role = p.role and t.relation = 'office'
       where p.person_id = a and p.ended_at is null)
    select array_agg(o.dossier::text || ':' || o.part) from (
      select r.dossier, w.part from running r
        join public.access_grant g on g.person_id = a and g.dossier_id = r.dossier
         and g.valid_from <= statement_timestamp() and (g.valid_until is null or g.valid_until > statement_timestamp())
        cross join unnest(g.parts) as w (part)
      union
      select r.dossier, p.part from running r
        join public.access_dossier x on x.id = r.dossier
        join places p on p.office_id = x.office_id and p.kind = x.kind) o), '{}');
end $$;

-- The queues of tasks that wait for a role of the actor: `<role>@<office>`.
create or replace function gate.queues() returns text[] language plpgsql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.worker();
begin
  return coalesce((select array_agg(distinct role || '@' || office_id::text) from public.access_personrole
                   where person_id = a and ended_at is null), '{}');
end $$;

-- `<document>:<dossier>` of what may be sent: a hand-over of somebody else's document under one's own dossier opens nothing.
create or replace function gate.handed_over() returns text[] language sql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(document::text || ':' || dossier::text), '{}') from public.access_handover where until > statement_timestamp()
$$;

-- In which role somebody stands towards a dossier at this moment, and by which rule: by a grant (its relation), by roles at its office, or neither.
create or replace function gate.standing(a uuid, d uuid, out role text, out rule text) language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
  select g.role, g.relation into role, rule from public.access_grant g
   where g.person_id = a and g.dossier_id = d
     and g.valid_from <= statement_timestamp() and (g.valid_until is null or g.valid_until > statement_timestamp())
   order by g.valid_from desc limit 1;
  if found then
    return;
  end if;
  select string_agg(distinct r.role, ',' order by r.role), 'office' into role, rule
    from public.access_dossier x
    join public.access_personrole r on r.office_id = x.office_id and r.person_id = a and r.ended_at is null
   where x.id = d and exists (select from gate.role_right t where t.role = r.role and t.relation = 'office' and t.kind = x.kind);
  if role is null then
    rule := '';
    role := coalesce(
      (select string_agg(distinct r.role, ',' order by r.role) from public.access_personrole r where r.person_id = a and r.ended_at is null),
      (select p.kind from public.access_person p where p.id = a), '');
  end if;
end $$;

-- The ledger. Only the gate writes; the actor is the proven one, and the role is looked up here and not told.
create or replace function gate.write_event(a uuid, what text, d uuid, about uuid, why text, cited text[], result text, more jsonb, behalf uuid default null)
returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.access_ledgerevent
    (epoch, xid, at, kind, actor, role, rule, on_behalf_of, dossier, subject, purpose, articles, outcome, detail)
  select (select max(number) from gate.epoch), pg_current_xact_id(), clock_timestamp(), what, a, s.role, s.rule, behalf, d, about,
         coalesce(why, ''), coalesce(cited, '{}'), result, coalesce(more, '{}')
    from gate.standing(a, d) s;
end $$;

create or replace function gate.running_epoch() returns int language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select max(number) from gate.epoch
$$;

-- What the gate writes itself is not told to it, and nobody tells of a dossier on which they have no right: a log that can be made up proves nothing.
create or replace function gate.may_tell(a uuid, what text, d uuid) returns void language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if what is null or split_part(what, '.', 1) in ('dossier', 'grant', 'role', 'person') then
    raise exception 'the gate itself writes % on the log', what using errcode = '42501';
  end if;
  if d is not null and (select rule from gate.standing(a, d)) = ''
     and not exists (select from public.access_person where id = a and kind = 'service') then
    raise exception 'no right on this dossier' using errcode = '42501';
  end if;
end $$;

-- Only a service carries out somebody else's act: whoever works here answers for what they do.
create or replace function gate.log(what text, d uuid, about uuid, why text, cited text[], result text, more jsonb, behalf uuid)
returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.actor();
begin
  if behalf is not null and not exists (select from public.access_person where id = a and kind = 'service') then
    raise exception 'only a service acts on behalf of somebody' using errcode = '42501';
  end if;
  perform gate.may_tell(a, what, d);
  perform gate.write_event(a, what, d, about, why, cited, result, more, behalf);
end $$;

-- On the opener's own connection, so that a refusal never rolls back its own line.
create or replace function gate.note(token text, what text, d uuid, about uuid, why text, cited text[], more jsonb)
returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform set_config('app.token', token, true);
  perform gate.may_tell(gate.actor(), what, null);
  perform gate.write_event(gate.actor(), what, d, about, why, cited, 'refused', more);
end $$;

-- Opens dossiers for the actor of the token, on the opener's connection. Idempotent while more than a third of the window remains.
-- Answers, per dossier: open | already | not_cleared | no_need (which is also the answer for a dossier that does not exist).
create or replace function gate.open(token text, wanted uuid[], wanted_kind text, wanted_parts text[], why text, because text, seconds int)
returns table (dossier uuid, status text, until timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid;
  d uuid;
  cleared boolean;
begin
  perform set_config('app.token', token, true);
  a := gate.actor();
  cleared := gate.cleared(a);
  if coalesce(why, '') = '' or coalesce(seconds not between 1 and 86400 or cardinality(wanted) > 500 or cardinality(wanted_parts) = 0, true) then
    raise exception 'an opening names a purpose, a window, at least one part and at most 500 dossiers' using errcode = '22023';
  end if;
  foreach d in array wanted loop
    dossier := d;
    until := null;
    if not cleared then
      status := 'not_cleared';
    elsif not exists (select from public.access_dossier x where x.id = d and x.kind = wanted_kind)
       or not (select coalesce(bool_and(coalesce(gate.has_part(a, d, p), false)), false) from unnest(wanted_parts) p) then
      status := 'no_need';
    else
      select max(o.until) into until from public.access_opening o
       where o.person = a and o.dossier = d and o.purpose = why
         and o.until > clock_timestamp() + make_interval(secs => seconds / 3.0);
      status := case when until is null then 'open' else 'already' end;
    end if;
    if status = 'open' then
      until := clock_timestamp() + make_interval(secs => seconds);
      insert into public.access_opening (id, person, dossier, purpose, reason, at, until, xid)
      values (gen_random_uuid(), a, d, why, left(coalesce(because, ''), 200), clock_timestamp(), until, pg_current_xact_id());
      perform gate.write_event(a, 'dossier.opened', d, null, why, array['6.need'], 'allowed', null);
    elsif status <> 'already' then
      perform gate.write_event(a, 'dossier.denied', d, null, why,
        array[case status when 'not_cleared' then '1.confidentiality' when 'no_need' then case wanted_kind when 'sponsor' then '5.need' else '6.need' end end], 'refused', null);
    end if;
    return next;
  end loop;
end $$;

-- Numbers without a gap in use: the counter is part of the transaction that uses them.
create or replace function gate.next_numbers(wanted_kind text, o uuid, in_year int, how_many int) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  reached int;
begin
  if not (o = any(gate.offices(wanted_kind, 'card'))) or o is null then
    raise exception 'no right to create and number dossiers at this office' using errcode = '42501';
  end if;
  if coalesce(how_many not between 1 and 10000 or in_year not between 2000 and 2999, true) then
    raise exception 'numbers are given out one by one, upwards' using errcode = '22023';
  end if;
  insert into gate.counter as c (office, kind, year, last) values (o, wanted_kind, in_year, how_many)
  on conflict (office, kind, year) do update set last = c.last + excluded.last returning last into reached;
  return reached - how_many + 1;
end $$;

-- New dossiers, by somebody whose role shows the cards of that kind at that office.
create or replace function gate.create_dossiers(ids uuid[], wanted_kind text, numbers text[], o uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if o is null or not (o = any(gate.offices(wanted_kind, 'card'))) then
    raise exception 'no right to create a dossier at this office' using errcode = '42501';
  end if;
  insert into public.access_dossier (id, kind, number, office_id, opened_at)
  select i, wanted_kind, n, o, clock_timestamp() from unnest(ids, numbers) as t (i, n);
  perform gate.write_event(gate.actor(), 'dossier.created', i, null, '3.a', array['3.a'], 'allowed', null) from unnest(ids) as t (i);
end $$;

-- A grant, by a manager, team leader or back office of the dossier's office, to somebody who holds the role, for parts the policy gives that role.
create or replace function gate.grant(i uuid, p uuid, d uuid, as_role text, on_relation text, wanted_parts text[], because text, ends timestamptz)
returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.worker();
  x record;
begin
  select office_id, kind into x from public.access_dossier where id = d;
  if not found or not exists (
      select from public.access_personrole where person_id = a and office_id = x.office_id and ended_at is null
         and role = any(array['manager', 'team_leader', 'back_office'])) then
    raise exception 'no right to give access to this dossier' using errcode = '42501';
  end if;
  if not exists (select from public.access_personrole where person_id = p and role = as_role and ended_at is null) then
    raise exception 'the person does not hold the role' using errcode = '22023';
  end if;
  if coalesce(cardinality(wanted_parts), 0) = 0 or exists (select from unnest(wanted_parts) as w (wanted) where not exists (
      select from gate.role_right t where t.role = as_role and t.relation = 'assigned' and t.kind = x.kind and t.part = w.wanted)) then
    raise exception 'the policy does not give these parts to this role' using errcode = '22023';
  end if;
  insert into public.access_grant (id, person_id, dossier_id, office_id, role, relation, parts, reason, valid_from, valid_until, given_by)
  values (i, p, d, x.office_id, as_role, on_relation, wanted_parts, left(coalesce(because, ''), 200), clock_timestamp(), ends, a);
  perform gate.write_event(a, 'grant.given', d, p, '3.a', array[case x.kind when 'client' then '6.need' else '5.need' end], 'allowed', null);
end $$;

create or replace function gate.end_grant(i uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.worker();
  g record;
begin
  select dossier_id, person_id, office_id into g from public.access_grant where id = i;
  if not found or not exists (
      select from public.access_personrole where person_id = a and office_id = g.office_id and ended_at is null
         and role = any(array['manager', 'team_leader', 'back_office'])) then
    raise exception 'no right to end this grant' using errcode = '42501';
  end if;
  update public.access_grant set valid_until = clock_timestamp()
   where id = i and (valid_until is null or valid_until > clock_timestamp());
  if found then
    perform gate.write_event(a, 'grant.ended', g.dossier_id, g.person_id, '3.a', array['6.need'], 'allowed', null);
  end if;
end $$;

-- People. The first one founds the bureau, once; after that only a manager adds people and gives roles.
create or replace function gate.found_bureau(o uuid, office_name text, p uuid, person_name text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('gate.found_bureau'));
  if exists (select from public.access_person where kind = 'staff') then
    raise exception 'the bureau has been founded already' using errcode = '42501';
  end if;
  insert into public.access_office (id, name) values (o, office_name);
  insert into public.access_person (id, kind, name, office_id) values (p, 'staff', person_name, o);
  insert into public.access_personrole (id, person_id, office_id, role, given_by, given_at)
  select gen_random_uuid(), p, o, r, p, clock_timestamp() from unnest(array['manager', 'administrator']) r;
  perform gate.write_event(p, 'person.added', null, p, '3.a', array['3.a'], 'allowed', null);
end $$;

create or replace function gate.a_manager() returns uuid language plpgsql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if not gate.has_role('manager') then
    raise exception 'only a manager may do this' using errcode = '42501';
  end if;
  return gate.actor();
end $$;

create or replace function gate.add_staff(p uuid, person_kind text, person_name text, o uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.a_manager();
begin
  if person_kind not in ('staff', 'auditor') then
    raise exception 'only staff and auditors are added so' using errcode = '22023';
  end if;
  insert into public.access_person (id, kind, name, office_id) values (p, person_kind, person_name, o);
  perform gate.write_event(a, 'person.added', null, p, '3.a', array['3.a'], 'allowed', null);
end $$;

create or replace function gate.give_role(p uuid, o uuid, wanted_role text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.a_manager();
begin
  if not exists (select from gate.role_right where role = wanted_role) then
    raise exception 'the policy knows no such role' using errcode = '22023';
  end if;
  if not exists (select from public.access_person where id = p and kind = any(array['staff', 'auditor']) and left_at is null) then
    raise exception 'only staff and auditors who work here hold roles' using errcode = '22023';
  end if;
  insert into public.access_personrole (id, person_id, office_id, role, given_by, given_at)
  values (gen_random_uuid(), p, o, wanted_role, a, clock_timestamp()) on conflict do nothing;
  if found then
    perform gate.write_event(a, 'role.given', null, p, '3.a', array['6.need'], 'allowed', jsonb_build_object('role', wanted_role));
  end if;
end $$;

-- Two managers cannot end each other at the same moment: the rows are locked before they are counted.
create or replace function gate.a_manager_remains(leaving uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  others int := 0;
begin
  select count(*) into others from (
    select person_id from public.access_personrole where role = 'manager' and ended_at is null order by id for update) r
   where r.person_id <> leaving;
  if others = 0 then
    raise exception 'the last manager stays until there is another' using errcode = '22023';
  end if;
end $$;

create or replace function gate.end_role(p uuid, o uuid, held_role text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.a_manager();
begin
  if held_role = 'manager' then
    perform gate.a_manager_remains(p);
  end if;
  update public.access_personrole set ended_at = clock_timestamp()
   where person_id = p and office_id = o and role = held_role and ended_at is null;
  if found then
    perform gate.write_event(a, 'role.ended', null, p, '3.a', array['6.need'], 'allowed', jsonb_build_object('role', held_role));
  end if;
end $$;

create or replace function gate.leave(p uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.a_manager();
begin
  if not exists (select from public.access_person where id = p and kind = any(array['staff', 'auditor'])) then
    raise exception 'only staff and auditors leave so' using errcode = '22023';
  end if;
  perform gate.a_manager_remains(p);
  update public.access_person set left_at = clock_timestamp() where id = p and left_at is null;
  update public.access_personrole set ended_at = clock_timestamp() where person_id = p and ended_at is null;
  update public.access_grant set valid_until = clock_timestamp()
   where person_id = p and (valid_until is null or valid_until > clock_timestamp());
  perform gate.write_event(a, 'person.left', null, p, '3.a', array['6.need'], 'allowed', null);
end $$;

-- A row stays in its dossier, at its office, of its person: moved, it would show to others, or under another name.
create or replace function gate.refuse_move() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'a row of % stays where it belongs', tg_table_name using errcode = '42501';
end $$;

-- Rows of the ledger, its seals and the openings are never changed or removed, by nobody.
create or replace function gate.refuse_change() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $$;
