-- One turn as a bot writes it that commits each by itself, in the two round
-- trips that it needs at least: what is written follows from what was read.
-- pgbench -M prepared -D people=… -D clients=… -D round=… -D session=… -D words=… -D answer=… -D choices=…
\set member 1 + :client_id + :clients * random(0, :people / :clients - 1)
\set n :n + 1
\startpipeline
begin;
insert into inbox (channel, account, external_id, member_id, address_id, kind, text, at)
select channel, account, 'b:' || :round::text || ':' || :client_id::text || ':' || :n::text, member_id, id, 'text', :words, '2026-11-23'
from addresses where (channel, account, address) = ('telegram', 'langkah_bot', 'p' || 10000 + :member)
on conflict do nothing;
select member_id from conversations where member_id = :member for update;
select m.id, c.session, coalesce(m.name, ''), coalesce(m.phone, ''), coalesce(m.number, ''), m.registered_at, m.profile,
       m.service, m.announcements,
       coalesce((select string_agg(stage || ':' || status, ' ') from stages s where s.member_id = m.id), '')
from members m join conversations c on c.member_id = m.id
where m.id = :member;
select i.member_id, i.id, external_id, kind, text, pick, i.phone, media, masked, at, tries,
       a.id, a.channel, a.account, a.address, coalesce(a.phone, '')
from inbox i join addresses a on a.id = i.address_id
where i.member_id = :member and i.state = 'pending' order by i.id limit 20;
\endpipeline
\startpipeline
update conversations set flow = 'registration', state = 'kind', version = 1, lang = 'id', session = :session::jsonb, updated_at = '2026-11-23'
where member_id = :member;
insert into outbox (member_id, address_id, channel, account, lane, text, choices, inbox_id, created_at)
select i.member_id, a.id, a.channel, a.account, 0, :answer, :choices::jsonb, i.id, '2026-11-23'
from inbox i join addresses a on a.id = i.address_id
where i.member_id = :member and i.state = 'pending';
update inbox set state = 'done', done_at = '2026-11-23' where member_id = :member and state = 'pending';
commit;
\endpipeline
