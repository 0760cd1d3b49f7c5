-- Survei Kepuasan Masyarakat (PermenPANRB 14/2017): what people say of a finished service, apart from
-- who they are.

-- One answer. It says neither who gave it nor of which request, and its id and day give no order in
-- which that could be looked up.
create table survey_answer (
  village_id  int not null references village (id),
  id          uuid not null default gen_random_uuid(),
  answered_on date not null,
  -- the kind of service, as it is called
  service     text not null,
  -- 1 men, 2 women
  sex         smallint check (sex in (1, 2)),
  -- groups of domain/survey-respondent.ts
  age         text,
  education   text,
  occupation  text,
  -- element of domain/survey.ts → 1 to 4; all nine
  scores      jsonb not null,
  suggestion  text not null default '',
  primary key (village_id, id)
);
select protect_tenant_table('survey_answer');
create index survey_answer_day on survey_answer (village_id, answered_on);
-- What was answered stays as it was answered.
revoke update, delete on survey_answer from balai_app;

-- Requests whose survey is answered: each is asked about once. Nothing leads from here to the answer.
create table survey_answered (
  village_id int not null references village (id),
  request_id uuid not null,
  primary key (village_id, request_id),
  foreign key (village_id, request_id) references letter_request (village_id, id) on delete cascade
);
select protect_tenant_table('survey_answered');
revoke update, delete on survey_answered from balai_app;
