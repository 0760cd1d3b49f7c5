-- Comments of residents under news and announcements (decision 30): off until a village switches them on.

-- New foreign keys look through the policies; the new columns have defaults, whatever village one looks at.
select set_config('app.village_id', '0', true);

alter table village_profile add column comments_on boolean not null default false;
alter table article add column comments_closed boolean not null default false;

create table article_comment (
  village_id  int not null references village (id),
  id          uuid not null default uuidv7(),
  article_id  uuid not null,
  resident_id uuid not null,
  -- the form it was sent with: sent twice, it is one
  send_key    uuid not null,
  -- as its author wrote it; empty once they took it back
  body        text not null check (length(body) <= 500),
  -- how its author is called beside it, as they chose: "Siti, Dusun Labuhan"
  signature   text not null check (length(signature) between 1 and 150),
  state       text not null default 'waiting' check (state in ('waiting', 'shown', 'refused', 'withdrawn')),
  -- why it is not shown
  reason      text not null default '' check (length(reason) <= 300),
  sent_at     timestamptz not null,
  decided_at  timestamptz,
  decided_by  uuid,
  primary key (village_id, id),
  unique (village_id, send_key),
  check ((state = 'withdrawn') = (body = '')),
  check ((state = 'refused') = (reason <> '')),
  check (state not in ('shown', 'refused') or (decided_at is not null and decided_by is not null)),
  foreign key (village_id, article_id) references article (village_id, id),
  foreign key (village_id, resident_id) references resident (village_id, id),
  foreign key (village_id, decided_by) references staff_account (village_id, id)
);
create index article_comment_shown on article_comment (village_id, article_id, id) where state = 'shown';
create index article_comment_waiting on article_comment (village_id, id) where state = 'waiting';
create index article_comment_author on article_comment (village_id, resident_id, sent_at);
select protect_tenant_table('article_comment');
