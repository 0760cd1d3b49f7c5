-- Finding the same person written down twice.

-- A foreign key is checked by a query, which the row policies let run only for a village; the new
-- table is empty, so that seeing no rows is enough.
set local app.village_id = '0';

-- Who was born on the same day.
create index resident_birth on resident (village_id, birth_date) where merged_into is null;

-- Two records that look like one person and are two, as an officer has seen: not asked again.
create table distinct_people (
  village_id int not null references village (id),
  first_id   uuid not null,
  second_id  uuid not null,
  decided_by uuid,
  decided_at timestamptz not null,
  primary key (village_id, first_id, second_id),
  check (first_id < second_id),
  foreign key (village_id, first_id) references resident (village_id, id),
  foreign key (village_id, second_id) references resident (village_id, id)
);
create index distinct_people_second on distinct_people (village_id, second_id);
select protect_tenant_table('distinct_people');
