-- The gate: functions that prove the actor, say which dossiers are granted and opened, and write what only the gate may write.
-- Run by the owner after SET ROLE to the gate's role; @desk@, @worker@, @public@, @opener@ stand for the process roles.
-- Every function: SECURITY DEFINER with a fixed search path; the ones that read the token are PARALLEL RESTRICTED because it is bound to a backend.

create table if not exists gate.hmac_key (kid int primary key, ipad bytea not null, opad bytea not null);

-- What the policy says, laid anew at each install: who needs which part for which purposes, the purposes, who may give
-- and decide on access or break the glass, and how long a kind of access lasts at most.
drop table if exists gate.role_right, gate.purpose, gate.power, gate.longest, gate.searched;
create table gate.role_right (role text, relation text, kind text, part text, purposes text[] not null, primary key (role, relation, kind, part));
create table gate.purpose (code text primary key, is_duty boolean not null, is_before boolean not null);
create table gate.power (power text, role text, primary key (power, role));
create table gate.longest (relation text primary key, span interval not null);
-- Which tables are searched for words, from the declarations: the words as an expression over the table's own columns.
create table gate.searched (tbl text primary key, kind text not null, part text not null, words text not null, dated text not null);

create table if not exists gate.epoch (number int primary key);
insert into gate.epoch select 1 where not exists (select from gate.epoch);
create table if not exists gate.counter (office uuid, kind text, year int, last int not null, primary key (office, kind, year));

-- The proven actor. No token, a forged one, another backend's or an expired one raises: it never shows silent emptiness.
create or replace function gate.actor() returns uuid language plpgsql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
declare
  token text := current_setting('app.token', true);
  part text[];
  n int;
  k record;
begin
  if token is null or token = '' then
    raise exception 'no proven actor' using errcode = '42501';
  end if;
  part := string_to_array(token, '.');
  n := coalesce(array_length(part, 1), 0);
  if n not in (5, 6) then
    raise exception 'the token of the actor is malformed' using errcode = '42501';
  end if;
  select ipad, opad into k from gate.hmac_key where kid::text = part[1];
  if not found
     or sha256(sha256(k.opad || sha256(k.ipad || convert_to(array_to_string(part[1:n - 1], '.'), 'UTF8'))))
        is distinct from sha256(case when part[n] ~ '^[0-9a-f]{64}$' then decode(part[n], 'hex') end) then
    raise exception 'the token of the actor is forged' using errcode = '42501';
  end if;
  if part[3]::int <> pg_backend_pid() then
    raise exception 'the token of the actor belongs to another connection' using errcode = '42501';
  end if;
  if part[4]::bigint < extract(epoch from statement_timestamp()) then
    raise exception 'the token of the actor has expired' using errcode = '42501';
  end if;
  -- whoever looks as a colleague changes nothing, whatever the pages do; the opener writes the lines of the log
  if n = 6 and current_setting('transaction_read_only') = 'off' and session_user not like '%\_opener' then
    raise exception 'looking as a colleague changes nothing' using errcode = '42501';
  end if;
  return part[2]::uuid;
end $$;

-- Who looks as the actor, for support; null when the actor is there in person. Such a token names both.
create or replace function gate.cover() returns uuid language plpgsql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
declare
  part text[] := string_to_array(coalesce(current_setting('app.token', true), ''), '.');
begin
  if coalesce(array_length(part, 1), 0) <> 6 then
    return null;
  end if;
  perform gate.actor();
  return part[5]::uuid;
end $$;

-- The actor in person: what is only somebody's own shows to nobody who looks as them.
create or replace function gate.myself() returns uuid language sql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
  select case when gate.cover() is null then gate.actor() end
$$;

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

-- Whether a look of one person as another runs: begun, not over, by somebody who still works here in a role for it. Nobody needs none.
create or replace function gate.may_look(t uuid, a uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
  return t is null or gate.cleared(t) and exists (
    select from public.access_look l
      join public.access_personrole r on r.person_id = t and r.ended_at is null
      join gate.power p on p.power = 'support' and p.role = r.role
     where l.person_id = t and l.colleague_id = a and l.ended_at is null and l.until > clock_timestamp());
end $$;

-- Begins the actor's part of a transaction and says who it is.
create or replace function gate.begin(token text, out person uuid, out kind text, out name text, out office uuid, out roles text[], out missing text[])
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid;
begin
  perform set_config('app.token', token, true);
  if array_length(string_to_array(token, '.'), 1) = 6 then
    perform set_config('transaction_read_only', 'on', true);
  end if;
  a := gate.actor();
  if not gate.may_look(gate.cover(), a) then
    raise exception 'this look at the screens of a colleague is over' using errcode = '42501';
  end if;
  select p.id, p.kind, p.name, p.office_id into person, kind, name, office
    from public.access_person p where p.id = a and p.left_at is null;
  if not found then
    raise exception 'this person does not work here any more' using errcode = '42501';
  end if;
  roles := coalesce((select array_agg(distinct r.role order by r.role) from public.access_personrole r
                     where r.person_id = a and r.ended_at is null), '{}');
  missing := gate.missing(a);
end $$;

-- Whose a secret address is, by its hash; nobody's once it is revoked or the owner has left.
create or replace function gate.owner_of_feed(wanted text) returns uuid language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select f.person_id from public.access_feed f join public.access_person p on p.id = f.person_id and p.left_at is null
   where f.digest = wanted and f.revoked_at is null
$$;

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

-- The roles that somebody holds, at whatever office: a grant counts as long as its role is held.
create or replace function gate.held(a uuid) returns text[] language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(distinct role), '{}') from public.access_personrole where person_id = a and ended_at is null
$$;

-- Dossiers on which the actor has a running grant for this part.
create or replace function gate.granted(wanted_part text) returns uuid[] language plpgsql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.worker();
begin
  return coalesce((
    select array_agg(distinct dossier_id) from public.access_grant g
     where person_id = a and wanted_part = any(parts)
       and valid_from <= statement_timestamp() and (valid_until is null or valid_until > statement_timestamp())
       and g.role = any(gate.held(a))), '{}');
end $$;

-- Whether the actor may change what they see: whoever only audits looks and changes nothing (13.audit).
create or replace function gate.writes() returns boolean language sql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
  select gate.cover() is null
     and exists (select from public.access_personrole where person_id = gate.worker() and ended_at is null and role <> 'auditor')
$$;

-- In plpgsql, as all that is asked often: it keeps its plan, where a function in SQL plans anew at each call.
create or replace function gate.has_part(a uuid, d uuid, wanted_part text) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
  return exists (
      select from public.access_grant
       where person_id = a and dossier_id = d and wanted_part = any(parts) and role = any(gate.held(a))
         and valid_from <= statement_timestamp() and (valid_until is null or valid_until > statement_timestamp()))
    or exists (
      select from public.access_dossier x
        join public.access_personrole r on r.office_id = x.office_id and r.person_id = a and r.ended_at is null
        join gate.role_right t on t.role = r.role and t.relation = 'office' and t.kind = x.kind and t.part = wanted_part
       where x.id = d);
end $$;

-- In a closed dossier nothing is added to the work or changed in it; what the bureau still owes the person goes on (3.a, 6.dossier).
create or replace function gate.works_on(d uuid, wanted_part text) returns boolean language sql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
  select not (wanted_part = any(array['notes', 'health', 'bsn', 'instruments', 'reports'])
              and exists (select from public.access_dossier where id = d and closed_at is not null))
$$;

create or replace function gate.may_add(d uuid, wanted_part text) returns boolean language sql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
  select coalesce(gate.has_part(gate.worker(), d, wanted_part), false) and gate.writes() and gate.works_on(d, wanted_part)
$$;

-- A card says of itself at which office its dossier is: it must be so, or it would show to another office.
create or replace function gate.may_add_card(d uuid, o uuid, wanted_part text) returns boolean language sql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
  select coalesce(gate.may_add(d, wanted_part) and o = (select office_id from public.access_dossier where id = d), false)
$$;

-- Whether a right of the person on the dossier shows this part for this purpose: 3.purposes, 5.need, 6.need.
create or replace function gate.may_open(a uuid, d uuid, wanted_part text, why text) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
  return exists (
      select from public.access_grant g
        join public.access_dossier x on x.id = g.dossier_id
        join gate.role_right t on t.role = g.role and t.relation = g.relation and t.kind = x.kind and t.part = wanted_part
       where g.person_id = a and g.dossier_id = d and wanted_part = any(g.parts) and why = any(t.purposes) and g.role = any(gate.held(a))
         and g.valid_from <= statement_timestamp() and (g.valid_until is null or g.valid_until > statement_timestamp()))
    or exists (
      select from public.access_dossier x
        join public.access_personrole r on r.office_id = x.office_id and r.person_id = a and r.ended_at is null
        join gate.role_right t on t.role = r.role and t.relation = 'office' and t.kind = x.kind and t.part = wanted_part
       where x.id = d and why = any(t.purposes));
end $$;

-- What a purpose is to a dossier: carried | not_agreed (3.2) | prohibited (3.3); null when the regulation has no such purpose.
-- A duty of the regulation serves the person and is never switched off; an objection beats everything else.
-- A query in SQL, so that it is planned as part of the query that asks: asked row by row, three hundred openings cost three milliseconds.
drop function if exists gate.carries(uuid, text); -- an earlier one gave one text
create or replace function gate.carries(d uuid, why text) returns table (standing text) language sql stable
as $$
  select case
      when p.is_duty then 'carried'
      when exists (select from public.access_dossierpurpose o where o.dossier_id = d and o.purpose = why and o.effect = 'prohibited'
                     and o.since <= statement_timestamp() and (o.until is null or o.until > statement_timestamp())) then 'prohibited'
      when p.is_before then 'carried'
      when exists (select from public.access_dossierpurpose o where o.dossier_id = d and o.purpose = why and o.effect = 'carried'
                     and o.since <= statement_timestamp() and (o.until is null or o.until > statement_timestamp())) then 'carried'
      else 'not_agreed' end
    from gate.purpose p where p.code = why
$$;

-- Whether the person of a dossier objected to any of these purposes and the objection holds now (3.3).
create or replace function gate.objected(d uuid, codes text[]) returns boolean language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.access_dossierpurpose o where o.dossier_id = d and o.purpose = any(codes) and o.effect = 'prohibited'
                   and o.since <= statement_timestamp() and (o.until is null or o.until > statement_timestamp()))
$$;

-- The openings of a person that count: committed (another, earlier transaction wrote it), running, under a purpose that the dossier still carries.
create or replace function gate.running(a uuid) returns table (dossier uuid, purpose text) language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if gate.cover() is not null then
    return;
  end if;
  return query
    select distinct o.dossier, o.purpose::text from public.access_opening o cross join lateral gate.carries(o.dossier, o.purpose) c
     where o.person = a and o.until > statement_timestamp() and o.xid is distinct from pg_current_xact_id_if_assigned()
       and c.standing = 'carried';
end $$;

-- Dossiers that the actor has opened for a purpose for which a right shows the part now.
create or replace function gate.opened(wanted_part text) returns uuid[] language plpgsql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.worker();
  held text[] := gate.held(a);
begin
  -- gate.may_open for all of them at once: asked one by one, three hundred openings cost ten milliseconds
  return coalesce((
    with running as materialized (select r.dossier, r.purpose from gate.running(a) r),
    places as materialized (
      select p.office_id, t.kind, t.purposes from public.access_personrole p
        join gate.role_right t on t.role = p.role and t.relation = 'office' and t.part = wanted_part
       where p.person_id = a and p.ended_at is null)
    select array_agg(o.dossier) from (
      select r.dossier from running r
        join public.access_dossier x on x.id = r.dossier
        join public.access_grant g on g.person_id = a and g.dossier_id = r.dossier and wanted_part = any(g.parts) and g.role = any(held)
         and g.valid_from <= statement_timestamp() and (g.valid_until is null or g.valid_until > statement_timestamp())
        join gate.role_right t on t.role = g.role and t.relation = g.relation and t.kind = x.kind and t.part = wanted_part
         and r.purpose = any(t.purposes)
      union
      select r.dossier from running r
        join public.access_dossier x on x.id = r.dossier
        join places p on p.office_id = x.office_id and p.kind = x.kind and r.purpose = any(p.purposes)) o), '{}');
end $$;

-- Search before an opening: in which dossiers words stand, in parts that the actor may open now for a purpose that the dossier carries;
-- how many texts and of which days, never what they say. It writes on the log what it showed, and is granted to the opener alone, whose
-- statement is committed before anything is answered.
create or replace function gate.search(token text, wanted text, most int) returns table (dossier uuid, hits bigint, first_on date, last_on date)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid;
  q tsquery := websearch_to_tsquery('dutch', wanted);
  texts text;
  shown jsonb;
begin
  perform set_config('app.token', token, true);
  a := gate.worker();
  if a is null or gate.cover() is not null or coalesce(most not between 1 and 500 or length(wanted) > 200, true) then
    raise exception 'a search asks for a few words, by somebody who may look' using errcode = '42501';
  end if;
  select string_agg(format(
      'select dossier_id as d, %1$L as part, %2$s as on_day from public.%3$I where %4$s @@ $1'
      ' and (dossier_id = any((select gate.granted(%1$L))::uuid[])%5$s)', s.part, s.dated, s.tbl, s.words,
      -- left out for who has no role there: an or that never holds would still keep the database from the dossiers' own index
      case when gate.offices(s.kind, s.part) <> '{}' then format(
        ' or dossier_id in (select id from public.access_dossier where kind = %1$L and office_id = any((select gate.offices(%1$L, %2$L))::uuid[]))', s.kind, s.part)
      else '' end), ' union all ' order by s.tbl)
    into texts from gate.searched s;
  if numnode(q) > 0 and texts is not null then
    execute 'with grouped as (select d, part, count(*) as n, min(on_day) as f, max(on_day) as l from (' || texts || ') t group by d, part order by l desc, d limit 2 * $3),'
         || ' allowed as (select * from grouped where exists (select from gate.purpose p cross join lateral gate.carries(d, p.code) c where c.standing = ''carried'' and gate.may_open($2, d, part, p.code))),'
         || ' answer as (select d, sum(n)::bigint as n, min(f) as f, max(l) as l from allowed group by d order by l desc, d limit $3)'
         || ' select jsonb_agg(jsonb_build_array(d, n, f, l) order by l desc, d) from answer'
      into shown using q, a, most;
  end if;
  perform gate.log_shown('search.made', array(select (e->>0)::uuid from jsonb_array_elements(coalesce(shown, '[]')) e), '3.c', array['6.need'],
    jsonb_build_object('hits', jsonb_array_length(coalesce(shown, '[]')),
      'texts', (select coalesce(sum((e->>1)::bigint), 0) from jsonb_array_elements(coalesce(shown, '[]')) e)));
  return query select (e->>0)::uuid, (e->>1)::bigint, (e->>2)::date, (e->>3)::date from jsonb_array_elements(coalesce(shown, '[]')) e;
end $$;

-- The same for tables whose rows carry their own part: `<dossier>:<part>`.
create or replace function gate.opened_keys() returns text[] language plpgsql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.worker();
  held text[] := gate.held(a);
begin
  return coalesce((
    with running as materialized (select r.dossier, r.purpose from gate.running(a) r),
    places as materialized (
      select p.office_id, t.kind, t.part, t.purposes from public.access_personrole p
        join gate.role_right t on t.role = p.role and t.relation = 'office'
       where p.person_id = a and p.ended_at is null)
    select array_agg(o.dossier::text || ':' || o.part) from (
      select r.dossier, t.part from running r
        join public.access_dossier x on x.id = r.dossier
        join public.access_grant g on g.person_id = a and g.dossier_id = r.dossier and g.role = any(held)
         and g.valid_from <= statement_timestamp() and (g.valid_until is null or g.valid_until > statement_timestamp())
        join gate.role_right t on t.role = g.role and t.relation = g.relation and t.kind = x.kind and t.part = any(g.parts)
         and r.purpose = any(t.purposes)
      union
      select r.dossier, p.part from running r
        join public.access_dossier x on x.id = r.dossier
        join places p on p.office_id = x.office_id and p.kind = x.kind and r.purpose = any(p.purposes)) o), '{}');
end $$;

-- The purposes for which a right of the actor shows anything of a dossier, each with its standing.
create or replace function gate.purposes_of(d uuid) returns table (code text, standing text)
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.worker();
begin
  return query
    select p.code, (select c.standing from gate.carries(d, p.code) c) from gate.purpose p
     where exists (select from (select distinct part from gate.role_right where relation <> 'known') t
                    where gate.may_open(a, d, t.part, p.code))
     order by p.is_duty, p.code;
end $$;

-- Offices where a role of the actor has a power of the policy: give | decide | break.
create or replace function gate.powers(wanted text) returns uuid[] language plpgsql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.worker();
begin
  return coalesce((
    select array_agg(distinct r.office_id) from public.access_personrole r
      join gate.power p on p.role = r.role and p.power = wanted
     where r.person_id = a and r.ended_at is null), '{}');
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
   where g.person_id = a and g.dossier_id = d and g.role = any(gate.held(a))
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
declare
  t uuid := gate.cover();
  who uuid := coalesce(t, a);
begin
  insert into public.access_ledgerevent
    (epoch, xid, at, kind, actor, role, rule, on_behalf_of, dossier, subject, purpose, articles, outcome, detail)
  select (select max(number) from gate.epoch), pg_current_xact_id(), clock_timestamp(), what, who, s.role, s.rule, case when t is null then behalf else a end, d, about,
         coalesce(why, ''), coalesce(cited, '{}'), result, coalesce(more, '{}')
    from gate.standing(who, d) s;
end $$;

create or replace function gate.running_epoch() returns int language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select max(number) from gate.epoch
$$;

-- What the gate writes itself is not told to it, and nobody tells of a dossier on which they have no right: a log that can be made up proves nothing.
create or replace function gate.may_tell(a uuid, what text, d uuid) returns void language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if what is null or split_part(what, '.', 1) in ('dossier', 'grant', 'role', 'person', 'glass', 'stand_in', 'look') then
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

-- One event for a list or a search, with the dossiers that it showed; each is found again under its dossier.
create or replace function gate.log_shown(what text, shown uuid[], why text, cited text[], more jsonb)
returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.actor();
begin
  perform gate.may_tell(a, what, null);
  if exists (select from unnest(shown) s (d)
              where not exists (select from public.access_grant where person_id = a and dossier_id = s.d)
                and not exists (select from public.access_dossier x
                                  join public.access_personrole r on r.office_id = x.office_id and r.person_id = a and r.ended_at is null
                                  join gate.role_right t on t.role = r.role and t.relation = 'office' and t.kind = x.kind
                                 where x.id = s.d)) then
    raise exception 'no right on this dossier' using errcode = '42501';
  end if;
  perform gate.write_event(a, what, null, null, why, cited, 'allowed', coalesce(more, '{}') || jsonb_build_object('dossiers', to_jsonb(shown)));
  insert into public.access_ledgershown (event, actor, dossier)
  select currval(pg_get_serial_sequence('public.access_ledgerevent', 'id')), coalesce(gate.cover(), a), s.d from (select distinct unnest(shown)) s (d);
end $$;

-- On the opener's own connection, so that a refusal never rolls back its own line.
create or replace function gate.note(token text, what text, d uuid, about uuid, why text, cited text[], more jsonb)
returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform set_config('app.token', token, true);
  perform gate.may_tell(gate.actor(), what, null);
  perform gate.write_event(gate.actor(), what, d, about, why, cited, 'refused', more);
end $$;

-- What somebody saw who looks as a colleague, on the opener's connection, for their own transaction only reads: lists and the log.
create or replace function gate.note_look(token text, what text, shown uuid[], about uuid, why text, cited text[], more jsonb)
returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform set_config('app.token', token, true);
  if gate.cover() is null or not gate.may_look(gate.cover(), gate.actor()) or what is null
     or what not in ('list.shown', 'search.made', 'log.read') then
    raise exception 'no look at the screens of a colleague' using errcode = '42501';
  end if;
  if cardinality(shown) > 0 then
    perform gate.log_shown(what, shown, why, cited, more);
  else
    perform gate.write_event(gate.actor(), what, null, about, why, cited, 'allowed', more);
  end if;
end $$;

-- Opens dossiers for the actor of the token, on the opener's connection. Idempotent while more than a third of the window remains.
-- The purpose is `why`, or the first of `others` that the actor's right on the parts and the dossier allow.
-- Answers, per dossier: open | already | not_cleared | no_need (which is also the answer for a dossier that does not exist)
-- | no_purpose (3.purposes) | not_agreed (3.2) | prohibited (3.3); the last three only to whoever has a right on the parts.
create or replace function gate.open(token text, wanted uuid[], wanted_kind text, wanted_parts text[], why text, because text, seconds int, others text[] default '{}')
returns table (dossier uuid, status text, until timestamptz, purpose text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid;
  d uuid;
  cleared boolean;
begin
  perform set_config('app.token', token, true);
  a := gate.actor();
  cleared := gate.cleared(a);
  if coalesce(why, '') = '' or coalesce(seconds not between 1 and 86400 or cardinality(wanted) > 500 or cardinality(wanted_parts) = 0, true)
     or cardinality(others) > 20 then
    raise exception 'an opening names a purpose, a window, at least one part and at most 500 dossiers' using errcode = '22023';
  end if;
  foreach d in array wanted loop
    dossier := d;
    until := null;
    purpose := left(why, 10);
    if gate.cover() is not null then
      status := 'covered';
    elsif not cleared then
      status := 'not_cleared';
    elsif not exists (select from public.access_dossier x where x.id = d and x.kind = wanted_kind)
       or not (select coalesce(bool_and(coalesce(gate.has_part(a, d, p), false)), false) from unnest(wanted_parts) p) then
      status := 'no_need';
    else
      select c.status, c.code into status, purpose from gate.choose_purpose(a, d, wanted_parts, array[why] || others) c;
    end if;
    if status = 'carried' then
      select max(o.until) into until from public.access_opening o
       where o.person = a and o.dossier = d and o.purpose = open.purpose
         and o.until > clock_timestamp() + make_interval(secs => seconds / 3.0);
      status := case when until is null then 'open' else 'already' end;
    end if;
    if status = 'open' then
      until := clock_timestamp() + make_interval(secs => seconds);
      insert into public.access_opening (id, person, dossier, purpose, reason, at, until, xid)
      values (gen_random_uuid(), a, d, purpose, left(coalesce(because, ''), 200), clock_timestamp(), until, pg_current_xact_id());
      perform gate.write_event(a, 'dossier.opened', d, null, purpose, array['6.need'], 'allowed', null);
    elsif status <> 'already' then
      perform gate.write_event(a, 'dossier.denied', d, null, purpose,
        array[case status when 'not_cleared' then '1.confidentiality' when 'covered' then '11.security' when 'no_need' then case wanted_kind when 'sponsor' then '5.need' else '6.need' end
              when 'not_agreed' then '3.2' when 'prohibited' then '3.3' else '3.purposes' end], 'refused', null);
    end if;
    return next;
  end loop;
end $$;

-- The first purpose of a list that a right on all the parts names and the dossier carries; otherwise what forbade the first one that came near.
create or replace function gate.choose_purpose(a uuid, d uuid, wanted_parts text[], codes text[], out status text, out code text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  one text;
  now_standing text;
begin
  status := 'no_purpose';
  code := left(codes[1], 10);
  foreach one in array codes loop
    if (select bool_and(gate.may_open(a, d, p, one)) from unnest(wanted_parts) p) then
      now_standing := (select c.standing from gate.carries(d, one) c);
      if now_standing = 'carried' then
        status := now_standing;
        code := one;
        return;
      elsif status = 'no_purpose' and now_standing is not null then
        status := now_standing;
        code := one;
      end if;
    end if;
  end loop;
end $$;

-- Breaks the glass of a client's dossier, on the opener's connection: a grant that ends by itself, its trace and the tasks of whoever must know, at once and together.
-- The dossier is named by its number. Answers the dossier, or null when there is none at an office where the actor has that power.
create or replace function gate.break_glass(token text, wanted_number text, kind_of_reason text, because text, review_by date, out dossier uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid;
  x record;
  i uuid := gen_random_uuid();
begin
  perform set_config('app.token', token, true);
  a := gate.actor();
  if gate.cover() is not null then
    raise exception 'whoever looks as a colleague opens nothing' using errcode = '42501';
  end if;
  if coalesce(btrim(because), '') = '' or coalesce(kind_of_reason, '') !~ '^[a-z_]{1,20}$' or review_by is null then
    raise exception 'breaking the glass asks for a reason' using errcode = '22023';
  end if;
  select f.id, f.kind, f.office_id, r.role into x
    from public.access_dossier f
    join public.access_personrole r on r.person_id = a and r.office_id = f.office_id and r.ended_at is null
    join gate.power p on p.power = 'break' and p.role = r.role
   where gate.worker() is not null and f.number = wanted_number and f.kind = 'client'
     and exists (select from gate.role_right t where t.role = r.role and t.relation = 'exception' and t.kind = f.kind)
   order by r.role limit 1;
  if not found then
    perform gate.write_event(a, 'dossier.denied', null, null, '', array['6.need'], 'refused', jsonb_build_object('category', kind_of_reason));
    return;
  end if;
  dossier := x.id;
  insert into public.access_grant (id, person_id, dossier_id, office_id, role, relation, parts, reason, valid_from, valid_until, given_by)
  select i, a, x.id, x.office_id, x.role, 'exception', array_agg(t.part), left(because, 200), clock_timestamp(),
         clock_timestamp() + (select span from gate.longest where relation = 'break_glass'), a
    from gate.role_right t where t.role = x.role and t.relation = 'exception' and t.kind = x.kind;
  insert into public.access_task (id, kind, article, dossier_id, office_id, subject, due, role, queue, person, opened_at, opened_by)
  select gen_random_uuid(), 'glass_broken', '6.need', x.id, x.office_id, i, review_by,
         w.role, w.queue, w.person, clock_timestamp(), a
    from (select 'privacy_officer' as role, 'privacy_officer@' || x.office_id::text as queue, null::uuid as person
          union select distinct '', '', g.person_id from public.access_grant g
           where g.dossier_id = x.id and g.person_id <> a and g.relation in ('assigned', 'stand_in')
             and g.valid_from <= clock_timestamp() and (g.valid_until is null or g.valid_until > clock_timestamp())) w;
  perform gate.write_event(a, 'glass.broken', x.id, i, '', array['6.need'], 'allowed',
                           jsonb_build_object('category', kind_of_reason));
end $$;

-- What the agreement under which work is done lets a dossier be opened for (3.2), and what the person objected to (3.3).
create or replace function gate.set_purposes(d uuid, codes text[], what text, about uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  x record;
begin
  select office_id, kind into x from public.access_dossier where id = d;
  if not found or not gate.may_add(d, 'card')
     or (what = 'carried' and x.kind = 'client' and not (x.office_id = any(gate.powers('give'))))
     or (what = 'carried' and x.kind = 'sponsor' and not gate.may_add(d, 'agreements')) then
    raise exception 'no right to say what this dossier is for' using errcode = '42501';
  end if;
  insert into public.access_dossierpurpose (id, dossier_id, office_id, purpose, effect, subject, since)
  select gen_random_uuid(), d, x.office_id, p.code, what, about, clock_timestamp() from gate.purpose p where p.code = any(codes) and not p.is_duty;
end $$;

create or replace function gate.end_purposes(d uuid, about uuid, ends timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  g record;
begin
  if not gate.may_add(d, 'card') then
    raise exception 'no right to say what this dossier is for' using errcode = '42501';
  end if;
  for g in
    update public.access_dossierpurpose set until = greatest(ends, clock_timestamp())
     where dossier_id = d and subject = about and (until is null or until > ends) returning purpose, effect
  loop
    -- an objection is never lifted without its line on the log (3.3)
    if g.effect = 'prohibited' then
      perform gate.write_event(gate.actor(), 'objection.withdrawn', d, about, '3.a', array['3.3'], 'allowed',
                               jsonb_build_object('purpose', g.purpose));
    end if;
  end loop;
end $$;

-- Closing a client's dossier and opening it for work again, by somebody who keeps the dossiers of its office.
create or replace function gate.set_closed(d uuid, closes boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not gate.has_role('back_office', 'manager') or not exists (
      select from public.access_dossier where id = d and kind = 'client' and office_id = any(gate.offices('client', 'card'))) then
    raise exception 'no right to close this dossier' using errcode = '42501';
  end if;
  update public.access_dossier set closed_at = case when closes then clock_timestamp() end
   where id = d and (closed_at is null) = closes;
  if found then
    perform gate.write_event(gate.actor(), case when closes then 'dossier.closed' else 'dossier.reopened' end, d, null, '3.a',
                             array['3.a', '6.dossier'], 'allowed', null);
  end if;
end $$;

create or replace function gate.close_dossier(d uuid) returns void language sql volatile security definer
set search_path = pg_catalog, pg_temp as $$ select gate.set_closed(d, true) $$;

create or replace function gate.reopen_dossier(d uuid) returns void language sql volatile security definer
set search_path = pg_catalog, pg_temp as $$ select gate.set_closed(d, false) $$;

-- Clients who may be the same person, by the keyed fingerprints of name with date of birth or e-mail address, over all offices.
-- A dossier is named only to who sees its card; that somebody is perhaps known at another office, only to who takes in referrals.
create or replace function gate.perhaps_known(birth text, email text) returns table (dossier uuid, number text)
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not gate.has_role('back_office', 'team_leader') then
    return;
  end if;
  return query
    select case when s.seen then s.id end, case when s.seen then s.num else '' end from (
      select x.id, x.number::text as num,
             x.office_id = any(gate.offices('client', 'card')) or x.id = any(gate.granted('card')) as seen
        from public.clients_client c join public.access_dossier x on x.id = c.dossier_id
       where (birth <> '' and c.birth_fingerprint = birth) or (email <> '' and c.email_fingerprint = email)) s
     group by s.seen, case when s.seen then s.id end, case when s.seen then s.num else '' end
     order by s.seen desc, 2 limit 6;
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

-- A grant, by somebody with that power at the dossier's office, to somebody who holds the role, for parts the policy gives that role on that
-- relation, within its longest term (a week of slack: a term's last day moves past weekends and holidays). Without an end it has a reason. An exception is decided by another than who gets it.
create or replace function gate.grant(i uuid, p uuid, d uuid, as_role text, on_relation text, wanted_parts text[], because text, ends timestamptz, about uuid default null)
returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.worker();
  x record;
begin
  select office_id, kind into x from public.access_dossier where id = d;
  if not found or not (x.office_id = any(gate.powers(case on_relation when 'exception' then 'decide' else 'give' end)))
     or (on_relation = 'exception' and a = p) then
    raise exception 'no right to give access to this dossier' using errcode = '42501';
  end if;
  if not exists (select from public.access_personrole where person_id = p and role = as_role and ended_at is null) then
    raise exception 'the person does not hold the role' using errcode = '22023';
  end if;
  if on_relation = 'stand_in' or coalesce(cardinality(wanted_parts), 0) = 0 or exists (select from unnest(wanted_parts) w (one) where not exists (
      select from gate.role_right t where t.role = as_role and t.relation = on_relation and t.kind = x.kind and t.part = w.one)) then
    raise exception 'the policy does not give these parts to this role' using errcode = '22023';
  end if;
  if coalesce(btrim(because), '') = '' and (ends is null or on_relation <> 'assigned') then
    raise exception 'access without an end has a reason' using errcode = '22023';
  end if;
  if exists (select from gate.longest l where l.relation = on_relation and (ends is null or ends > clock_timestamp() + l.span + interval '7 days')) then
    raise exception 'the policy lets this access last less long' using errcode = '22023';
  end if;
  insert into public.access_grant (id, person_id, dossier_id, office_id, role, relation, parts, reason, valid_from, valid_until, given_by, cause)
  values (i, p, d, x.office_id, as_role, on_relation, wanted_parts, left(coalesce(because, ''), 200), clock_timestamp(), ends, a, about);
  perform gate.write_event(a, 'grant.given', d, p, '3.a', array[case x.kind when 'client' then '6.need' else '5.need' end], 'allowed', null);
end $$;

-- Ends a grant now, or lets it end at a later moment than now; never later than it would by itself.
create or replace function gate.end_grant(i uuid, ends timestamptz default null) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.worker();
  g record;
  last_moment timestamptz := greatest(coalesce(ends, clock_timestamp()), clock_timestamp());
begin
  select dossier_id, person_id, office_id, role into g from public.access_grant where id = i;
  if not found or a is null or not (g.office_id = any(gate.powers('give'))) then
    raise exception 'no right to end this grant' using errcode = '42501';
  end if;
  update public.access_grant set valid_until = last_moment
   where id = i and (valid_until is null or valid_until > last_moment);
  if found then
    perform gate.write_event(a, 'grant.ended', g.dossier_id, g.person_id, '3.a', array['6.need'], 'allowed', null);
  end if;
  -- whoever stands in has no more than the colleague has
  update public.access_grant s set valid_until = greatest(last_moment, s.valid_from) from public.access_standin t
   where s.cause = t.id and s.relation = 'stand_in' and t.absent_id = g.person_id and s.dossier_id = g.dossier_id and s.role = g.role
     and s.valid_until > last_moment;
end $$;

-- Somebody stands in for an absent colleague: the same parts of the same dossiers, for as long as both the absence and the colleague's own access last.
create or replace function gate.stand_in(i uuid, absent uuid, substitute uuid, begins timestamptz, ends timestamptz, because text, out given int, out left_out int)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.worker();
  o uuid;
  g record;
begin
  select office_id into o from public.access_person where id = absent and office_id = any(gate.powers('give'));
  if not found or a is null then
    raise exception 'no right to let somebody stand in for this colleague' using errcode = '42501';
  end if;
  if absent = substitute or coalesce(btrim(because), '') = '' or not begins < ends or ends < clock_timestamp()
     or ends > clock_timestamp() + (select span from gate.longest where relation = 'stand_in') + interval '7 days' then
    raise exception 'standing in asks for two people, a reason and a term within that of the policy' using errcode = '22023';
  end if;
  given := 0;
  left_out := 0;
  for g in
    select distinct on (x.id, w.role) x.id, x.kind, x.office_id, w.role, w.parts, w.valid_until, w.role = any(gate.held(substitute)) as can
      from public.access_grant w join public.access_dossier x on x.id = w.dossier_id
     where w.person_id = absent and w.relation = 'assigned' and x.office_id = any(gate.powers('give'))
       and (w.valid_until is null or w.valid_until > greatest(begins, clock_timestamp()))
     order by x.id, w.role, w.valid_until desc nulls first
  loop
    if not g.can then
      left_out := left_out + 1;
      continue;
    end if;
    insert into public.access_grant (id, person_id, dossier_id, office_id, role, relation, parts, reason, valid_from, valid_until, given_by, cause)
    values (gen_random_uuid(), substitute, g.id, g.office_id, g.role, 'stand_in', g.parts, left(because, 200), greatest(begins, clock_timestamp()),
            least(ends, g.valid_until), a, i);
    perform gate.write_event(a, 'grant.given', g.id, substitute, '3.a', array[case g.kind when 'client' then '6.need' else '5.need' end], 'allowed', null);
    given := given + 1;
  end loop;
  if given > 0 then
    insert into public.access_standin (id, office_id, absent_id, substitute_id, since, until, reason, given_by, given_at)
    values (i, o, absent, substitute, begins, ends, left(because, 200), a, clock_timestamp());
    perform gate.write_event(a, 'stand_in.given', null, i, '3.a', array['6.need'], 'allowed', jsonb_build_object('dossiers', given));
  end if;
end $$;

create or replace function gate.end_stand_in(i uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.worker();
  g record;
begin
  perform from public.access_standin where id = i and office_id = any(gate.powers('give')) for update;
  if not found or a is null then
    raise exception 'no right to end this standing in' using errcode = '42501';
  end if;
  for g in
    update public.access_grant set valid_until = greatest(clock_timestamp(), valid_from)
     where cause = i and relation = 'stand_in' and valid_until > clock_timestamp() returning dossier_id, person_id
  loop
    perform gate.write_event(a, 'grant.ended', g.dossier_id, g.person_id, '3.a', array['6.need'], 'allowed', null);
  end loop;
  update public.access_standin set until = clock_timestamp() where id = i and until > clock_timestamp();
  if found then
    perform gate.write_event(a, 'stand_in.ended', null, i, '3.a', array['6.need'], 'allowed', null);
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

-- Ends what others have because they stand in for somebody whose own access ended with a role (null: with all of them).
create or replace function gate.end_substitutes(a uuid, p uuid, lost_role text, o uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  g record;
begin
  for g in
    update public.access_grant s set valid_until = greatest(clock_timestamp(), s.valid_from) from public.access_standin t
     where s.cause = t.id and s.relation = 'stand_in' and t.absent_id = p and s.valid_until > clock_timestamp()
       and (lost_role is null or s.role = lost_role and s.office_id = o) returning s.dossier_id, s.person_id
  loop
    perform gate.write_event(a, 'grant.ended', g.dossier_id, g.person_id, '3.a', array['6.need'], 'allowed', null);
  end loop;
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
    -- what was given for the work in this role does not come back with the role
    update public.access_grant set valid_until = greatest(clock_timestamp(), valid_from)
     where person_id = p and role = held_role and office_id = o and (valid_until is null or valid_until > clock_timestamp());
    perform gate.end_substitutes(a, p, held_role, o);
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
  perform gate.end_substitutes(a, p, null, null);
  perform gate.write_event(a, 'person.left', null, p, '3.a', array['6.need'], 'allowed', null);
end $$;

-- Support: somebody in a role for it looks at the screens as a colleague of that office sees them, for a while and with a reason.
-- Both are told: the colleague and the privacy officer get a task in the same breath. Nobody looks as who watches over the rules.
create or replace function gate.begin_look(i uuid, c uuid, because text, minutes int, read_by date) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.worker();
  o uuid;
begin
  select p.office_id into o from public.access_person p
   where p.id = c and p.kind = 'staff' and p.office_id = any(gate.powers('support')) and gate.cleared(c);
  if not found or a is null or a = c or gate.cover() is not null
     or exists (select from public.access_personrole r where r.person_id = c and r.ended_at is null and r.role in ('privacy_officer', 'complaint_officer')) then
    raise exception 'no right to look as this colleague' using errcode = '42501';
  end if;
  if coalesce(btrim(because), '') = '' or coalesce(minutes < 1, true) or read_by is null
     or make_interval(mins => minutes) > (select span from gate.longest where relation = 'support') then
    raise exception 'a look asks for a reason and a term within that of the policy' using errcode = '22023';
  end if;
  update public.access_look set ended_at = clock_timestamp() where person_id = a and ended_at is null;
  insert into public.access_look (id, person_id, colleague_id, office_id, reason, begun_at, until)
  values (i, a, c, o, left(because, 200), clock_timestamp(), clock_timestamp() + make_interval(mins => minutes));
  insert into public.access_task (id, kind, article, office_id, subject, due, role, queue, person, opened_at, opened_by)
  select gen_random_uuid(), 'look_begun', '11.security', o, i, read_by, w.role, w.queue, w.person, clock_timestamp(), a
    from (values ('privacy_officer', 'privacy_officer@' || o::text, null::uuid), ('', '', c)) w (role, queue, person);
  perform gate.write_event(a, 'look.begun', null, i, '11', array['11.security'], 'allowed', jsonb_build_object('as', c));
end $$;

create or replace function gate.end_look(i uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.myself();
begin
  update public.access_look set ended_at = least(clock_timestamp(), until) where id = i and person_id = a and ended_at is null;
  if found then
    perform gate.write_event(a, 'look.ended', null, i, '11', array['11.security'], 'allowed', null);
  end if;
end $$;

-- The yearly review of rights on the desk of each office's managers, by a service: due a term after the last review that left nothing open,
-- or after the office got its first manager. Twice is once.
create or replace function gate.open_rights_reviews(today timestamptz, every interval, ahead interval) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a uuid := gate.actor();
  opened int;
begin
  if not exists (select from public.access_person where id = a and kind = 'service') then
    raise exception 'only a service opens the review of rights' using errcode = '42501';
  end if;
  insert into public.access_task (id, kind, article, office_id, subject, due, role, queue, opened_at, opened_by)
  select gen_random_uuid(), 'review_rights', '6.need', r.office_id, r.office_id, (r.last + every)::date, 'manager',
         'manager@' || r.office_id::text, clock_timestamp(), a
    from (select m.office_id, coalesce(
            (select max(v.signed_at) from public.access_rightsreview v where v.office_id = m.office_id and v.left_out is null),
            min(m.given_at)) as last
            from public.access_personrole m where m.role = 'manager' group by m.office_id having bool_or(m.ended_at is null)) r
   where r.last + every - ahead <= today
     and not exists (select from public.access_task t where t.kind = 'review_rights' and t.subject = r.office_id and t.done_at is null);
  get diagnostics opened = row_count;
  return opened;
end $$;

-- A row stays in its dossier, at its office, of its person: moved, it would show to others, or under another name.
create or replace function gate.refuse_move() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'a row of % stays where it belongs', tg_table_name using errcode = '42501';
end $$;

-- A text is written anew by its author alone, and only when the table of its versions holds the old one under its number.
create or replace function gate.refuse_unkept() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  kept boolean;
begin
  execute format('select exists (select from public.%I where note_id = $1 and number = $2 and text = $3)', tg_argv[0])
    into kept using old.id, old.revision, old.text;
  if not kept or new.revision is distinct from old.revision + 1 or old.author_id is distinct from gate.actor() then
    raise exception 'the text of % is written anew by its author, with the old one kept', tg_table_name using errcode = '42501';
  end if;
  return new;
end $$;

-- Rows of the ledger, its seals and the openings are never changed or removed, by nobody.
create or replace function gate.refuse_change() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $$;
