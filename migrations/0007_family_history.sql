-- Who came into a family and who left it is read from the changes of its people's records.
create index register_change_field_came on register_change_field (village_id, new) where field = 'family_id';
create index register_change_field_left on register_change_field (village_id, old) where field = 'family_id';
