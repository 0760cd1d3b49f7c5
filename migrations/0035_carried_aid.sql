-- A programme of aid that was taken over from another system: of which record, so that it is taken once.

select set_config('app.village_id', '0', true);

alter table aid_programme
  add column carried_id uuid,
  add constraint aid_programme_carried unique (village_id, carried_id),
  add foreign key (village_id, carried_id) references carried_record (village_id, id);
