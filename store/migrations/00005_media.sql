-- +goose Up

-- A file that goes with a bubble, by the messenger's own handle.
alter table outbox add column media jsonb;
