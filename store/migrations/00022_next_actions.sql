-- +goose Up

-- A talk in which nobody says anything for a week is over: somebody has forgotten
-- to end it, and its person would hear nothing of their steps any more.
alter table handoffs add column rests_at timestamptz;
update handoffs h set rests_at = greatest(opened_at, (select max(l.at) from handoff_lines l where l.handoff_id = h.id)) + interval '7 days';
alter table handoffs
    alter column rests_at set not null,
    drop constraint handoffs_closed_by_check,
    add constraint handoffs_closed_by_check check (closed_by in ('', 'person', 'staff', 'linked', 'still'));
create index handoffs_rest on handoffs (rests_at) where closed_at is null;

-- The last time that somebody was with a pendamping, or was asked how it goes
-- since; where it was noted without a visit the day of P3.
create or replace view member_days as
select member_id, 'checked' as what, max(at) as at from diagnoses group by member_id
union all
select member_id, 'P' || stage, done_at from stages where status = 'done'
union all
select member_id, 'expiry:' || kind, expires_on::timestamp at time zone 'Asia/Jakarta' from licences where expires_on is not null
union all -- the first day on which a month can be told that has not been
select member_id, 'omzet', (max(month) + interval '2 months') at time zone 'Asia/Jakarta' from omzets group by member_id
union all
select member_id, 'visit', done_at from stages where stage = 3 and status = 'done'
union all
select member_id, 'visit', max(day)::timestamp at time zone 'Asia/Jakarta' from visits where state = 'came' group by member_id
union all
select member_id, 'visit', max(settled_at) from reminders where kind = 'checkup' and state = 'said' group by member_id;

-- What a member will hear of or do next without a reminder that is planned by the
-- rules, from when on and until when: whoever has such a thing is advised nothing
-- else. until is for what somebody has to end and may forget: it must not silence
-- a member for ever. Classes and events end by themselves.
create or replace view next_actions as
select member_id, kind as source, greatest(created_at, due_at - interval '7 days') as since, useful_until as until
from reminders where state in ('due', 'fired', 'waiting') and kind not in ('advice', 'monthly') and kind not like 'class\_%'
union all
select b.member_id, 'class', b.created_at, 'infinity'
from bookings b join classes c on c.id = b.class_id
where b.state in ('booked', 'waiting', 'offered') and c.closes_at is not null and c.cancelled_at is null
union all -- a visit that nobody notes: a week has room for a weekend, and for a pendamping who is away
select member_id, 'visit', created_at, (day + 8)::timestamp at time zone 'Asia/Jakarta'
from visits where state = 'booked'
union all
select member_id, 'talk', opened_at, rests_at
from handoffs where closed_at is null
union all -- after the event they are asked how it went, which is a reminder
select s.member_id, 'event', s.created_at, 'infinity'
from signups s join events e on e.id = s.event_id
where s.state in ('kurasi', 'waiting', 'accepted') and e.closes_at is not null and e.cancelled_at is null;
