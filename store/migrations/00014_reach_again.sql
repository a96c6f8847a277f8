-- +goose Up

-- The last word of its person, after which a messenger refused this: until they
-- write again it is a talk to be begun.
alter table outbox add column refused_after timestamptz;
update outbox o set refused_after = a.heard_at from addresses a
where a.id = o.address_id and o.state = 'waiting' and o.reason = 'number_held' and o.tries > 0;

-- One chat of WhatsApp, two addresses of a person: what is to be said there, and
-- how long ago they wrote, goes by the one that is heard from now on.
-- +goose StatementBegin
create function whatsapp_moved(now_at bigint, was_at bigint) returns void language sql as $$
    update conversations set address_id = now_at
    where member_id = (select member_id from addresses where id = was_at) and address_id = was_at;

    with open as materialized (
        select id from outbox where address_id = was_at and state in ('queued', 'waiting') order by id for update
    )
    update outbox o set address_id = now_at from open where o.id = open.id;

    update addresses a set heard_at = b.heard_at from addresses b
    where a.id in (now_at, was_at) and b.id in (now_at, was_at) and b.heard_at > coalesce(a.heard_at, '-infinity');
$$;
-- +goose StatementEnd

-- As before, but that a person who has both ids already is written to by one.
-- +goose StatementBegin
create or replace function whatsapp_same(kept bigint, gone bigint, at timestamptz) returns void language sql as $$
    with met as (
        select k.id, k.member_id, k.channel, k.account, g.id as twin
        from accounts n
        join addresses g on (g.channel, g.account, g.address) = (n.channel, n.name, gone::text)
        join addresses k on (k.channel, k.account, k.address) = (n.channel, n.name, kept::text)
        where n.channel = 'whatsapp' and g.member_id <> k.member_id
        for key share of k
    )
    insert into inbox (channel, account, external_id, member_id, address_id, kind, at)
    select channel, account, 'same:' || twin, member_id, id, 'same', at from met
    on conflict do nothing;

    insert into addresses (member_id, channel, account, address, phone, created_at, heard_at)
    select g.member_id, g.channel, g.account, kept::text, g.phone, at, g.heard_at
    from accounts n
    join addresses g on (g.channel, g.account, g.address) = (n.channel, n.name, gone::text)
    where n.channel = 'whatsapp'
    on conflict do nothing;

    select whatsapp_moved(k.id, g.id)
    from accounts n
    join addresses g on (g.channel, g.account, g.address) = (n.channel, n.name, gone::text)
    join addresses k on (k.channel, k.account, k.address) = (n.channel, n.name, kept::text)
    where n.channel = 'whatsapp' and g.member_id = k.member_id;
$$;
-- +goose StatementEnd
