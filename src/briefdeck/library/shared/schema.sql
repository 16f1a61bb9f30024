-- Shelves of briefings that a team shares, on PostgreSQL 13 or later. Run it as the role that is to
-- own them (the database's owner, who need not be a superuser), again with each new briefdeck:
--
--   briefdeck schema --shared | psql -v ON_ERROR_STOP=1 desk
--
-- and then, as that role, for each shelf and each person or group of persons:
--
--   select briefdeck.make_shelf('policy');
--   select briefdeck.add_member('policy', 'anna', 'writer');
--   select briefdeck.remove_member('policy', 'anna');
--
-- A reader sees what is published. A reviewer also sees what is in review, reads comments and
-- writes them. A writer also sees drafts, and publishes drafts and what is to be reviewed. An editor
-- publishes for readers, and takes briefings off the shelf.

begin;
set local client_min_messages = warning;
set local check_function_bodies = off;

do $$
begin
  if current_setting('server_version_num')::int < 130000 then
    raise exception 'PostgreSQL 13 or later is needed; this is %', current_setting('server_version');
  end if;
  if current_setting('server_encoding') <> 'UTF8' then
    raise exception 'the database has the encoding %; make one with encoding UTF8',
      current_setting('server_encoding');
  end if;
  -- Not `pg_has_role`: a superuser would take what somebody else has put there for its own.
  if exists (select from pg_namespace n join pg_roles r on r.oid = n.nspowner
             where n.nspname = 'briefdeck' and r.rolname <> current_user) then
    raise exception 'the schema briefdeck belongs to somebody else; run this as its owner';
  end if;
  if to_regclass('briefdeck.about') is not null then
    if (select version from briefdeck.about) > 1 then
      raise exception 'a newer briefdeck has set up this database; update briefdeck first';
    end if;
  end if;
end $$;

create schema if not exists briefdeck;


-- Tables. A rank is 1 reader, 2 reviewer, 3 writer, 4 editor. A level is the rank that sees a
-- revision: 1 published, 2 review, 3 draft; who has the rank `until`, or more, sees a newer one.

create table if not exists briefdeck.about (
  is_only boolean primary key default true check (is_only),
  version int not null,
  lineage uuid not null default gen_random_uuid()
);

create table if not exists briefdeck.shelf (
  id int generated always as identity primary key,
  name text not null unique check (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  channel text not null default 'briefdeck_' || replace(gen_random_uuid()::text, '-', '')
);

create table if not exists briefdeck.member (
  shelf int not null references briefdeck.shelf on delete cascade,
  role name not null,
  rank smallint not null check (rank between 1 and 4),
  primary key (shelf, role)
);

create table if not exists briefdeck.version (
  hash bytea primary key,
  content bytea not null check (octet_length(content) <= 10485760),
  check (hash = sha256(content))
);

create table if not exists briefdeck.briefing (
  id bigint generated always as identity primary key,
  shelf int not null references briefdeck.shelf,
  name text not null check (
    octet_length(name) between 1 and 200
    and name !~ '[\x01-\x1f\x7f/\\<>:"|?*]' and name !~ '^[. ]|[. ]$'
  ),
  revision int not null default 0,
  changed xid8 not null default pg_current_xact_id(),
  unique (shelf, name)
);
-- Names that differ only in case would be one file on some systems.
create unique index if not exists briefing_folded on briefdeck.briefing (shelf, lower(name));
create index if not exists briefing_changed on briefdeck.briefing (shelf, changed);

create table if not exists briefdeck.revision (
  id bigint generated always as identity primary key,
  briefing bigint not null references briefdeck.briefing,
  number int not null,
  level smallint not null check (level between 1 and 3),
  until smallint not null default 9,
  version bytea not null references briefdeck.version,
  size int not null,
  title text not null,
  author name not null,
  at timestamptz not null default now(),
  unique (briefing, number)
);
create index if not exists revision_version on briefdeck.revision (version);

-- What is searched: an entry, or the front matter (its `entry` is empty), of a revision that
-- somebody sees. In parts, each with its own index of words: an index gives all places of a word
-- before the first is looked at, and a search stops at the part in which it has found enough.
create table if not exists briefdeck.entry (
  shelf int not null,
  briefing bigint not null,
  revision bigint not null references briefdeck.revision,
  place int not null,
  level smallint not null,
  until smallint not null default 9,
  entry text not null,
  kind text not null,
  label text not null,
  body text not null,
  words tsvector not null,
  primary key (briefing, revision, place)
) partition by hash (briefing);
do $$
begin
  for part in 0..31 loop
    execute format(
      'create table if not exists briefdeck.entry_%s partition of briefdeck.entry'
      ' for values with (modulus 32, remainder %s)', part, part);
    execute format('alter table briefdeck.entry_%s enable row level security', part);
    -- Rows stay whole: words that were put elsewhere take twice as long to be looked at.
    execute format('alter table briefdeck.entry_%s set (toast_tuple_target = 8160)', part);
  end loop;
end $$;
-- Without a list of what is pending a search takes the same time after every publication.
create index if not exists entry_words on briefdeck.entry using gin (words) with (fastupdate = off);

-- The languages that briefings of a shelf have been in, of which other forms of words are found.
create table if not exists briefdeck.language (
  shelf int not null references briefdeck.shelf,
  language text not null,
  primary key (shelf, language)
);

create table if not exists briefdeck.comment (
  id bigint generated always as identity primary key,
  briefing bigint not null references briefdeck.briefing,
  revision int not null,
  entry text not null,
  author name not null,
  at timestamptz not null default now(),
  body text not null check (length(body) between 1 and 10000)
);
create index if not exists comment_briefing on briefdeck.comment (briefing);


-- Who asks, and what they may.

create or replace function briefdeck.caller() returns name
language sql stable set search_path = pg_catalog, pg_temp as $$
  -- Inside a function of its owner's, current_user is the owner.
  select coalesce(nullif(current_setting('role', true), 'none')::name, session_user);
$$;

create or replace function briefdeck.ranks() returns table (shelf int, rank int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.shelf, max(m.rank)::int
  from briefdeck.member m join pg_catalog.pg_roles r on r.rolname = m.role
  where pg_has_role(briefdeck.caller(), r.oid, 'MEMBER')
  group by m.shelf;
$$;

create or replace function briefdeck.standing(
  wanted text, needed int, out shelf int, out rank int, out channel text
)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  select s.id, r.rank, s.channel into standing.shelf, standing.rank, standing.channel
  from briefdeck.shelf s join briefdeck.ranks() r on r.shelf = s.id
  where s.name = wanted;
  if standing.shelf is null then
    -- The same for a shelf of others as for one that is not there.
    raise exception 'no such shelf' using errcode = 'BD001';
  end if;
  if standing.rank < standing.needed then
    raise exception 'this needs a rank of %', standing.needed using errcode = 'BD002';
  end if;
end;
$$;

-- The revision of a briefing that a rank sees, if any: one that is newer ends what came before for
-- whoever sees the newer. Without a search path of its own, which would keep it from being inlined.
create or replace function briefdeck.seen(held bigint, standing int)
returns setof briefdeck.revision
language sql stable as $$
  select * from briefdeck.revision r
  where r.briefing = held and r.level <= standing and standing < r.until;
$$;


-- Reading: what a client asks for. Marks are read before what has changed since: whoever writes
-- meanwhile has a number that is not below the mark, and is met the next time.

create or replace function briefdeck.head(wanted text) returns table (
  version int, lineage text, mark text, rank int, caller name, channel text
)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  -- The row's own xmin is another one where the database was restored from a dump, in which
  -- numbers of transactions begin anew.
  select a.version, a.lineage::text || '.' || a.xmin::text,
    pg_snapshot_xmin(pg_current_snapshot())::text, s.rank, briefdeck.caller(), s.channel
  from briefdeck.about a, briefdeck.standing(wanted, 1) s;
$$;

create or replace function briefdeck.changes(wanted text, since xid8) returns table (
  name text, number int, level int, hash bytea, size int, title text, author name, at timestamptz,
  comments bigint
)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  here record;
begin
  here := briefdeck.standing(wanted, 1);
  return query
    select b.name, r.number, r.level::int, r.version, r.size, r.title, r.author, r.at,
      case when here.rank < 2 then 0
           else (select count(*) from briefdeck.comment c where c.briefing = b.id) end
    from briefdeck.briefing b
    left join briefdeck.seen(b.id, here.rank) r on true
    where b.shelf = here.shelf and b.changed >= coalesce(since, '0'::xid8)
      -- That a briefing went is told to whoever could see it, and to nobody of drafts of others.
      and (r.id is not null or since is not null and exists (
        select from briefdeck.revision r where r.briefing = b.id and r.level <= here.rank
      ))
    order by b.name;
end;
$$;

create or replace function briefdeck.contents(wanted text, names text[]) returns table (
  name text, number int, level int, hash bytea, title text, author name, at timestamptz,
  content bytea
)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  here record;
begin
  here := briefdeck.standing(wanted, 1);
  return query
    select b.name, r.number, r.level::int, r.version, r.title, r.author, r.at, v.content
    from briefdeck.briefing b
    cross join briefdeck.seen(b.id, here.rank) r
    join briefdeck.version v on v.hash = r.version
    where b.shelf = here.shelf and b.name = any (names);
end;
$$;

create or replace function briefdeck.comments(wanted text, names text[]) returns table (
  name text, id bigint, entry text, author name, at timestamptz, number int, body text
)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  here record;
begin
  here := briefdeck.standing(wanted, 2);
  return query
    select b.name, c.id, c.entry, c.author, c.at, c.revision, c.body
    from briefdeck.briefing b join briefdeck.comment c on c.briefing = b.id
    where b.shelf = here.shelf and b.name = any (names)
      and exists (select from briefdeck.seen(b.id, here.rank))
    order by b.name, c.id;
end;
$$;

create or replace function briefdeck.revisions(wanted text, named text) returns table (
  number int, level int, hash bytea, author name, at timestamptz
)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  here record;
begin
  here := briefdeck.standing(wanted, 3);
  return query
    select r.number, r.level::int, r.version, r.author, r.at
    from briefdeck.briefing b join briefdeck.revision r on r.briefing = b.id
    where b.shelf = here.shelf and b.name = named
    order by r.number;
end;
$$;

create or replace function briefdeck.earlier(wanted text, named text, known bytea) returns bytea
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  here record;
begin
  here := briefdeck.standing(wanted, 3);
  return (
    select v.content from briefdeck.version v
    where v.hash = known and exists (
      select from briefdeck.briefing b join briefdeck.revision r on r.briefing = b.id
      where b.shelf = here.shelf and b.name = named and r.version = known
    )
  );
end;
$$;

create or replace function briefdeck.languages(wanted text) returns text[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  here record;
begin
  here := briefdeck.standing(wanted, 1);
  return array(
    select l.language from briefdeck.language l where l.shelf = here.shelf
    order by l.language limit 50
  );
end;
$$;

create or replace function briefdeck.shelf_sign(shelf int) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
  -- Words of texts have no capital letters, and begin with no sign for private use.
  select U&'\E000' || 'SHELF' || shelf::text;
$$;

-- A search runs as the owner of the tables: behind row-level security `@@` may not use the index. So
-- it is here that each row is held to the shelf and the rank of whoever asks. At most 1,001 are
-- ranked, in the order in which the parts are read. The index is asked for what is `narrow`, which
-- all that matches has; the function is what `@@` calls, and asks no index.
create or replace function briefdeck.matches(
  here int, standing int, asked tsquery, narrow tsquery, worth tsquery, fresh bigint[], newest bigint[],
  out briefings bigint[], out revisions bigint[], out places int[], out scores real[]
)
language plpgsql stable set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare
  on_shelf tsquery := quote_literal(briefdeck.shelf_sign(here))::tsquery;
begin
  if cardinality(fresh) <= 200 then
    select array_agg(m.briefing), array_agg(m.revision), array_agg(m.place), array_agg(m.score)
      into briefings, revisions, places, scores
      from (
        select e.briefing, e.revision, e.place, briefdeck.score(e.words, worth, e.kind) as score
        from briefdeck.entry e
        where e.briefing = any (fresh) and e.revision = any (newest) and e.words @@ asked
          and e.shelf = here and e.level <= standing and standing < e.until
        limit 1001
      ) m;
  else
    select array_agg(m.briefing), array_agg(m.revision), array_agg(m.place), array_agg(m.score)
      into briefings, revisions, places, scores
      from (
        select e.briefing, e.revision, e.place, briefdeck.score(e.words, worth, e.kind) as score
        from briefdeck.entry e
        where e.words @@ (on_shelf && narrow) and (narrow = asked or ts_match_vq(e.words, asked))
          and e.shelf = here and e.level <= standing and standing < e.until
          and (newest is null or e.revision = any (newest))
        limit 1001
      ) m;
  end if;
end;
$$;

create or replace function briefdeck.score(words tsvector, worth tsquery, kind text) returns real
language sql immutable as $$
  -- Without a search path of its own, which would keep it from being inlined.
  select pg_catalog.ts_rank('{0.1, 0.2, 0.4, 1.0}', words, worth, 1)
    * case kind when 'source' then 0.6::real when 'briefing' then 1.5::real else 1::real end;
$$;

create or replace function briefdeck.search(
  wanted text, asked text, narrow text, titled text, worth text, since xid8, most int
) returns table (
  briefing text, number int, level int, hash bytea, title text, entry text, kind text, label text,
  body text, score real, total int
)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  here record;
  fresh bigint[];
  newest bigint[];
  plain record;
  titles record;
begin
  here := briefdeck.standing(wanted, 1);
  if since is not null then
    select coalesce(array_agg(b.id), '{}'), coalesce(array_agg(r.id), '{}') into fresh, newest
      from briefdeck.briefing b cross join briefdeck.seen(b.id, here.rank) r
      where b.shelf = here.shelf and b.changed >= since;
  end if;
  plain := briefdeck.matches(
    here.shelf, here.rank, asked::tsquery, narrow::tsquery, worth::tsquery, fresh, newest);
  if cardinality(plain.places) > 1000 and titled <> '' then
    -- Too many to be ranked: those whose titles match are, too.
    titles := briefdeck.matches(
      here.shelf, here.rank, titled::tsquery && asked::tsquery, titled::tsquery && narrow::tsquery,
      worth::tsquery, fresh, newest);
  else
    titles := plain;
  end if;
  return query
    select b.name, r.number, r.level::int, r.version, r.title, e.entry, e.kind, e.label, e.body,
      best.score, coalesce(cardinality(plain.places), 0)
    from (
      select * from unnest(plain.briefings, plain.revisions, plain.places, plain.scores)
        as m (briefing, revision, place, score)
      union
      select * from unnest(titles.briefings, titles.revisions, titles.places, titles.scores)
      order by score desc, revision, place limit greatest(0, least(most, 1000))
    ) best
    join briefdeck.entry e on e.briefing = best.briefing and e.revision = best.revision
      and e.place = best.place
    join briefdeck.revision r on r.id = best.revision
    join briefdeck.briefing b on b.id = best.briefing
    order by best.score desc, best.revision, best.place;
end;
$$;


-- Writing. Each is one call and one transaction, in which the briefing's row is locked.

-- `outcome` is one of: published; same (it is there already); stale (others have published since
-- `base`: the newest is given); withdrawn (an editor has taken it off the shelf since).
create or replace function briefdeck.publish(
  wanted text, named text, base bytea, at_level int, content bytea, known bytea, said_title text,
  entries text[], kinds text[], labels text[], bodies text[], words text[],
  out outcome text, out number int, out hash bytea, out level int
)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  here record;
  held record;
  newest record;
  made bigint;
begin
  here := briefdeck.standing(wanted, case at_level when 1 then 4 else 3 end);
  if at_level is null or at_level not between 1 and 3 then
    raise exception 'no such state' using errcode = 'BD004';
  end if;
  if known is distinct from sha256(content) then
    raise exception 'the hash is not that of the bytes' using errcode = 'BD003';
  end if;
  if base is not null and not exists (
    select from briefdeck.briefing b where b.shelf = here.shelf and b.name = named
  ) then
    outcome := 'withdrawn';
    return;
  end if;
  insert into briefdeck.briefing as b (shelf, name) values (here.shelf, named)
    on conflict do nothing;
  select b.id, b.revision into held from briefdeck.briefing b
    where b.shelf = here.shelf and b.name = named for update;
  if held.id is null then
    raise exception 'another briefing has this name in other letters' using errcode = 'BD005';
  end if;
  select r.number, r.version, r.level into newest from briefdeck.revision r
    where r.briefing = held.id and r.level < r.until order by r.number desc limit 1;
  number := newest.number;
  hash := newest.version;
  level := newest.level;
  if newest.version = known and newest.level <= at_level then
    outcome := 'same';
    return;
  end if;
  if newest.version is null and base is not null then
    outcome := 'withdrawn';
    return;
  end if;
  -- Bytes that are the newest already are only given another state.
  if newest.version is distinct from base and newest.version is distinct from known then
    outcome := 'stale';
    return;
  end if;
  insert into briefdeck.version (hash, content) values (known, publish.content)
    on conflict do nothing;
  perform briefdeck.supersede(held.id, at_level);
  number := held.revision + 1;
  insert into briefdeck.revision (briefing, number, level, version, size, title, author)
    values (held.id, publish.number, at_level, known, octet_length(publish.content), said_title,
      briefdeck.caller())
    returning id into made;
  insert into briefdeck.entry (
      shelf, briefing, revision, place, level, entry, kind, label, body, words
    )
    select here.shelf, held.id, made, each.place, at_level, each.entry, each.kind, each.label,
      each.body,
      each.words::tsvector || array_to_tsvector(array[briefdeck.shelf_sign(here.shelf)])
    from unnest(entries, kinds, labels, bodies, publish.words) with ordinality
      as each (entry, kind, label, body, words, place);
  -- The words of the briefing itself have a sign for its language.
  insert into briefdeck.language (shelf, language)
    select here.shelf, convert_from(decode(substr(sign, 3), 'hex'), 'UTF8')
    from unnest(tsvector_to_array(publish.words[1]::tsvector)) sign
    where sign ~ U&'^\E000n([67][0-9a-f]){2,8}$'
    on conflict do nothing;
  perform briefdeck.announce(held.id, publish.number, here.channel);
  outcome := 'published';
  hash := known;
  level := at_level;
end;
$$;

create or replace function briefdeck.withdraw(wanted text, named text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  here record;
  held record;
begin
  here := briefdeck.standing(wanted, 4);
  select b.id, b.revision into held from briefdeck.briefing b
    where b.shelf = here.shelf and b.name = named for update;
  if not exists (
    select from briefdeck.revision r where r.briefing = held.id and r.level < r.until
  ) then
    return false;
  end if;
  perform briefdeck.supersede(held.id, 0);
  perform briefdeck.announce(held.id, held.revision, here.channel);
  return true;
end;
$$;

create or replace function briefdeck.add_comment(wanted text, named text, on_entry text, said text)
returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  here record;
  held record;
  seen record;
  made bigint;
begin
  here := briefdeck.standing(wanted, 2);
  -- Locked first: what is seen then stays so until the comment is there.
  select b.id, b.revision into held from briefdeck.briefing b
    where b.shelf = here.shelf and b.name = named for update;
  select r.number, r.id into seen from briefdeck.seen(held.id, here.rank) r;
  if seen.id is null then
    raise exception 'no such briefing' using errcode = 'BD006';
  end if;
  if not exists (
    select from briefdeck.entry e
    where e.briefing = held.id and e.revision = seen.id and e.entry = on_entry
  ) then
    raise exception 'no such entry' using errcode = 'BD007';
  end if;
  insert into briefdeck.comment (briefing, revision, entry, author, body)
    values (held.id, seen.number, on_entry, briefdeck.caller(), said)
    returning id into made;
  perform briefdeck.announce(held.id, held.revision, here.channel);
  return made;
end;
$$;

-- Whoever has this rank, or more, sees no earlier revision any more.
create or replace function briefdeck.supersede(held bigint, at_level int) returns void
language sql volatile set search_path = pg_catalog, pg_temp as $$
  update briefdeck.revision set until = at_level where briefing = held and until > at_level;
  delete from briefdeck.entry e using briefdeck.revision r
    where r.briefing = held and e.briefing = held and e.revision = r.id and r.level >= r.until;
  update briefdeck.entry e set until = r.until from briefdeck.revision r
    where r.briefing = held and e.briefing = held and e.revision = r.id and e.until <> r.until;
$$;

create or replace function briefdeck.announce(held bigint, at_revision int, channel text)
returns void
language sql volatile set search_path = pg_catalog, pg_temp as $$
  update briefdeck.briefing set revision = at_revision, changed = pg_current_xact_id()
    where id = held;
  select pg_notify(channel, '');
$$;


-- For the administrator alone.

create or replace function briefdeck.make_shelf(named text) returns int
language sql volatile set search_path = pg_catalog, pg_temp as $$
  insert into briefdeck.shelf (name) values (named) on conflict do nothing;
  select id from briefdeck.shelf where name = named;
$$;

create or replace function briefdeck.add_member(on_shelf text, as_role text, as_rank text)
returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  its int := (select id from briefdeck.shelf where name = on_shelf);
  place int := array_position(array['reader', 'reviewer', 'writer', 'editor'], as_rank);
begin
  if its is null then
    raise exception 'there is no shelf called %; briefdeck.make_shelf makes it', on_shelf;
  end if;
  if place is null then
    raise exception 'a member is a reader, reviewer, writer or editor, not %', as_rank;
  end if;
  if not exists (select from pg_catalog.pg_roles where rolname = as_role) then
    raise exception 'there is no role called %; create role makes it', as_role;
  end if;
  insert into briefdeck.member (shelf, role, rank) values (its, as_role, place)
    on conflict (shelf, role) do update set rank = excluded.rank;
end;
$$;

create or replace function briefdeck.remove_member(on_shelf text, as_role text) returns void
language sql volatile set search_path = pg_catalog, pg_temp as $$
  delete from briefdeck.member m using briefdeck.shelf s
    where s.id = m.shelf and s.name = on_shelf and m.role = as_role;
$$;


-- Rows as those see them who read the tables with programs of their own.

-- Whether the caller sees a revision of a briefing: a policy that asked the revisions themselves
-- would ask itself, for theirs asks the briefing's.
create or replace function briefdeck.is_seen(held bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from briefdeck.briefing b join briefdeck.ranks() m on m.shelf = b.shelf
      cross join briefdeck.seen(b.id, m.rank)
    where b.id = held
  );
$$;

alter table briefdeck.about enable row level security;
alter table briefdeck.shelf enable row level security;
alter table briefdeck.member enable row level security;
alter table briefdeck.version enable row level security;
alter table briefdeck.briefing enable row level security;
alter table briefdeck.revision enable row level security;
alter table briefdeck.entry enable row level security;
alter table briefdeck.comment enable row level security;
alter table briefdeck.language enable row level security;

drop policy if exists seen on briefdeck.about;
create policy seen on briefdeck.about for select using (true);
drop policy if exists seen on briefdeck.shelf;
create policy seen on briefdeck.shelf for select
  using (id in (select m.shelf from briefdeck.ranks() m));
drop policy if exists seen on briefdeck.member;
create policy seen on briefdeck.member for select
  using (shelf in (select m.shelf from briefdeck.ranks() m));
drop policy if exists seen on briefdeck.briefing;
create policy seen on briefdeck.briefing for select
  using (
    shelf in (select m.shelf from briefdeck.ranks() m where m.rank >= 3)
    or (
      shelf in (select m.shelf from briefdeck.ranks() m)
      and briefdeck.is_seen(id)
    )
  );
drop policy if exists seen on briefdeck.revision;
create policy seen on briefdeck.revision for select
  using (
    exists (
      select from briefdeck.briefing b join briefdeck.ranks() m on m.shelf = b.shelf
      where b.id = briefing and (m.rank >= 3 or (level <= m.rank and m.rank < until))
    )
  );
drop policy if exists seen on briefdeck.language;
create policy seen on briefdeck.language for select
  using (shelf in (select m.shelf from briefdeck.ranks() m));
drop policy if exists seen on briefdeck.version;
create policy seen on briefdeck.version for select
  using (exists (select from briefdeck.revision r where r.version = hash));
drop policy if exists seen on briefdeck.entry;
create policy seen on briefdeck.entry for select
  using (
    exists (
      select from briefdeck.ranks() m
      where m.shelf = entry.shelf and level <= m.rank and m.rank < until
    )
  );
drop policy if exists seen on briefdeck.comment;
create policy seen on briefdeck.comment for select
  using (
    exists (
      select from briefdeck.briefing b join briefdeck.ranks() m on m.shelf = b.shelf
      where b.id = briefing and m.rank >= 2
    )
  );

revoke all on schema briefdeck from public;
revoke all on all tables in schema briefdeck from public;
revoke all on all functions in schema briefdeck from public;
grant usage on schema briefdeck to public;
-- Not on the parts of the table of entries: those are read through it, where its policy counts.
grant select on briefdeck.about, briefdeck.shelf, briefdeck.member, briefdeck.version,
  briefdeck.briefing, briefdeck.revision, briefdeck.entry, briefdeck.comment,
  briefdeck.language to public;
grant execute on function
  briefdeck.caller(), briefdeck.ranks(), briefdeck.is_seen(bigint), briefdeck.head(text),
  briefdeck.changes(text, xid8), briefdeck.contents(text, text[]),
  briefdeck.comments(text, text[]), briefdeck.revisions(text, text),
  briefdeck.earlier(text, text, bytea), briefdeck.languages(text),
  briefdeck.search(text, text, text, text, text, xid8, int),
  briefdeck.publish(text, text, bytea, int, bytea, bytea, text, text[], text[], text[], text[],
    text[]),
  briefdeck.withdraw(text, text), briefdeck.add_comment(text, text, text, text)
  to public;

insert into briefdeck.about (version) values (1) on conflict do nothing;
-- What a dump has brought from another server has numbers of that one's transactions.
update briefdeck.briefing set changed = pg_current_xact_id() where changed > pg_current_xact_id();

commit;
