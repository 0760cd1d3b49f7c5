-- Village information: news, announcements, agenda, pages, documents (decision 30).

-- New foreign keys look through the policies; the new columns are empty, whatever village one looks at.
select set_config('app.village_id', '0', true);

create table article (
  village_id  int not null references village (id),
  id          uuid not null default uuidv7(),
  kind        text not null check (kind in ('news', 'notice', 'event', 'page', 'document')),
  -- its address, from when it was first published; it stays, since others link to it
  slug        text check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  -- number of the latest version, and of the one that is public; null: not public
  latest      int not null check (latest > 0),
  published   int check (published <= latest),
  -- from when the published version is shown; later than now: it is scheduled
  publish_at  timestamptz,
  created_at  timestamptz not null,
  changed_at  timestamptz not null,
  removed_at  timestamptz,
  -- the record of another system from which it was taken over: each only once
  carried_id  uuid,
  primary key (village_id, id),
  unique (village_id, kind, slug),
  unique (village_id, carried_id),
  foreign key (village_id, carried_id) references carried_record (village_id, id),
  check (published is null or (slug is not null and publish_at is not null))
);
create index article_recent on article (village_id, kind, publish_at desc)
  where published is not null and removed_at is null;

-- Everything that was ever saved, never changed: going back makes a new version with an old text.
create table article_version (
  village_id    int not null references village (id),
  article_id    uuid not null,
  number        int not null check (number > 0),
  title         text not null check (length(title) between 3 and 150),
  summary       text not null check (length(summary) <= 300),
  -- as it is typed, with plain signs for headings, lists, pictures …
  body          text not null check (length(body) <= 40000),
  -- the same without the signs
  words         text not null,
  category      text not null default '' check (length(category) <= 40),
  -- number of the picture that stands for it in lists
  cover         int,
  -- an announcement: the last day that it holds, whether it stands first, whether every page shows it
  ends_on       date,
  pinned        boolean not null default false,
  urgent        boolean not null default false,
  -- an event of the agenda (domain/agenda.ts); times as 'HH:MM' of the village
  starts_on     date,
  starts_at     text check (starts_at ~ '^\d\d:\d\d$'),
  ends_at       text check (ends_at ~ '^\d\d:\d\d$'),
  place         text not null default '' check (length(place) <= 150),
  repeats       text not null default 'once' check (repeats in ('once', 'weekly', 'monthly-date', 'monthly-weekday')),
  repeats_until date,
  -- a page's place among the pages
  position      int not null default 100,
  made_by       uuid,
  made_at       timestamptz not null,
  -- the version whose text was brought back
  restored      int,
  -- Few hundred articles a village, all of them found by its number: an index of words would not be
  -- used under the policy anyway (decision 12).
  search        tsvector not null generated always as (
    setweight(to_tsvector('indonesian', title), 'A') ||
    setweight(to_tsvector('indonesian', summary || ' ' || place), 'B') ||
    setweight(to_tsvector('indonesian', words), 'C')) stored,
  primary key (village_id, article_id, number),
  foreign key (village_id, article_id) references article (village_id, id),
  foreign key (village_id, made_by) references staff_account (village_id, id)
);
alter table article
  add foreign key (village_id, id, latest) references article_version (village_id, article_id, number)
    deferrable initially deferred,
  add foreign key (village_id, id, published) references article_version (village_id, article_id, number);

-- Pictures of an article, each made anew in three sizes. The text names them by their number.
create table article_picture (
  village_id  int not null references village (id),
  id          uuid not null default uuidv7(),
  article_id  uuid not null,
  number      int not null check (number > 0),
  -- what one who does not see it is told
  alt         text not null check (length(alt) between 3 and 200),
  -- of the largest size
  width       int not null,
  height      int not null,
  small_file  uuid not null,
  large_file  uuid not null,
  -- for the preview of a shared link
  card_file   uuid not null,
  added_at    timestamptz not null,
  removed_at  timestamptz,
  primary key (village_id, id),
  unique (village_id, article_id, number),
  foreign key (village_id, article_id) references article (village_id, id),
  foreign key (village_id, small_file) references stored_file (village_id, id),
  foreign key (village_id, large_file) references stored_file (village_id, id),
  foreign key (village_id, card_file) references stored_file (village_id, id)
);

-- Files of an article for download.
create table article_file (
  village_id  int not null references village (id),
  id          uuid not null default uuidv7(),
  article_id  uuid not null,
  name        text not null,
  file_id     uuid not null,
  added_at    timestamptz not null,
  removed_at  timestamptz,
  primary key (village_id, id),
  foreign key (village_id, article_id) references article (village_id, id),
  foreign key (village_id, file_id) references stored_file (village_id, id)
);
create index article_file_of on article_file (village_id, article_id);

-- How often pages were opened, a day and kind of page: numbers only, of nobody.
create table page_visit (
  village_id  int not null references village (id),
  on_date     date not null,
  kind        text not null,
  visits      int not null check (visits > 0),
  primary key (village_id, on_date, kind)
);

select protect_tenant_table('article');
select protect_tenant_table('article_version');
select protect_tenant_table('article_picture');
select protect_tenant_table('article_file');
select protect_tenant_table('page_visit');
revoke update, delete on article_version from balai_app;

alter table village_profile
  -- the Maklumat Pelayanan in the village's own words; empty: the usual ones
  add column service_pledge text not null default '';

alter table official
  -- a portrait for the public pages
  add column photo_file_id uuid,
  add foreign key (village_id, photo_file_id) references stored_file (village_id, id);
