-- +goose Up

-- What a person sent in a talk with staff, for as long as it is kept.
alter table handoff_lines add column picture bigint references files on delete set null;

-- Files are deleted by the thousand: what points at one is found at once.
create index handoff_lines_picture on handoff_lines (picture) where picture is not null;
create index licences_picture on licences (picture) where picture is not null;
create index products_photo on products (photo_id) where photo_id is not null;
