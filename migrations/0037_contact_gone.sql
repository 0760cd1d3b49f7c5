-- Since when the register says that whom a contact reaches has died or left: it is kept a while, since
-- an event can be undone, and then deleted.

alter table contact add column gone_since timestamptz;
