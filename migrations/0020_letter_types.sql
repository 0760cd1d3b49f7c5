-- The village's own letter types, over those that the system ships with (decision 22). A village has
-- a row only for a type that it touched.
create table letter_type (
  village_id    int not null references village (id),
  slug          text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
  -- place among the most asked, where the village set it
  position      int,
  -- set: not offered for new requests
  retired_at    timestamptz,
  -- number of the version in force; null: none yet, or the shipped text as it is
  published     int,
  -- a change under way, as Markdown with front matter; not in force
  draft         text check (length(draft) <= 200000),
  draft_by      uuid,
  draft_at      timestamptz,
  -- the shipped text that the village's own was last held against; null where it has none of its own
  shipped_seen  text,
  primary key (village_id, slug),
  foreign key (village_id, draft_by) references staff_account (village_id, id),
  check ((draft is null) = (draft_at is null))
);

-- What was published, never changed: a way back is a new version with an old text.
create table letter_type_version (
  village_id  int not null references village (id),
  slug        text not null,
  number      int not null check (number > 0),
  -- names this text wherever it is cached
  id          uuid not null default uuidv7(),
  source      text not null check (length(source) <= 200000),
  -- whether it is the shipped text: then the one of the installed release is in force
  shipped     boolean not null,
  note        text not null,
  made_by     uuid,
  made_at     timestamptz not null,
  primary key (village_id, slug, number),
  unique (village_id, id),
  foreign key (village_id, slug) references letter_type (village_id, slug),
  foreign key (village_id, made_by) references staff_account (village_id, id)
);
alter table letter_type
  add foreign key (village_id, slug, published) references letter_type_version (village_id, slug, number);

select protect_tenant_table('letter_type');
select protect_tenant_table('letter_type_version');
revoke update, delete on letter_type_version from balai_app;
