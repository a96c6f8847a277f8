package store

// What the rules are planned with. $1 to $13 are the rules, column by column;
// $14 is people's time, $15 the day of it in Jakarta.
const theRules = `
rule as materialized (
    select name, stage, stands, since, days, every, rest, string_to_array(needs, ' ') as needs, string_to_array(bars, ' ') as bars, class, until, mark, 'next:P' || opens as next, line
    from unnest($1::text[], $2::int[], $3::int[], $4::text[], $5::int[], $6::int[], $7::int[], $8::text[], $9::text[], $10::text[], $11::int[], $12::text[], $13::int[])
         with ordinality as r (name, stage, stands, since, days, every, rest, needs, bars, class, until, mark, opens, line)
)`

// active are the members that a rule may be for: who may be reminded, and can be
// reached. Whose is to be added. What is theirs is looked up one by one: joined,
// the planner reads everybody's for each batch.
const active = `
    select m.id, m.registered_at, g.tags, g.stands
    from members m cross join lateral (select tags, stands from member_tags g where g.member_id = m.id offset 0) g
    where m.registered_at is not null and m.number is not null and m.service and m.advised and m.erased_at is null and m.merged_into is null
      and exists (select from addresses a where a.member_id = m.id and a.blocked_at is null) and `

// fitting are the rules (r) that hold for members (w), with the day from which
// each counts (a.at).
const fitting = `
    join rule r on case when (r.stands >> (w.stands >> 3 * r.stage & 7)::int) & 1 = 1 then w.tags @> r.needs and not w.tags && r.bars else false end
    cross join lateral (
        select case r.since
            when 'registered' then w.registered_at
            when 'status' then (select coalesce(s.done_at, s.at) from stages s where s.member_id = w.id and s.stage = r.stage)
            else (select max(d.at) from member_days d where d.member_id = w.id and d.what = r.since)
        end as at offset 0
    ) a`

// Which members: all after one, or some ($16).
const (
	after = `m.id > $16`
	these = `m.id = any($16::bigint[])`
)

// planSome plans the one next reminder of up to so many members ($17): the rule
// that is due first. What is pending stays as long as its rule does, unless another day is
// the right one; who has something else to come is advised nothing. What is late
// comes on one of the next days, so that it is no burst: within four weeks to whom
// we never reminded, as when a rule is new, and within one to the others, who were
// busy: what is to come every month must not put it off for ever. "offset 0" has
// each member looked up by the indexes, and not whole tables for every batch.
func planSome(whose string) string {
	return `
with ` + theRules + `, who as materialized (` + active + whose + `
    order by m.id limit $17
), told as materialized ( -- when of what, the latest first: looked up by person, where a join would compare everybody's with everybody's
    select w.*, h.refs, h.days, h.heard
    from who w cross join lateral (
        select array_agg(ref) filter (where kind = 'advice') as refs,
               array_agg((settled_at at time zone 'Asia/Jakarta')::date) filter (where kind = 'advice') as days, count(*) > 0 as heard
        from (select kind, ref, settled_at from reminders r where r.member_id = w.id and r.state = 'said' order by settled_at desc) r offset 0) h
), based as (
    select w.id, r.next = any(w.tags) as wished, r.line, r.every, r.rest, (a.at at time zone 'Asia/Jakarta')::date + r.days as base, w.days[array_position(w.refs, r.name)] as said, w.days[1] as last, w.heard
    from told w` + fitting + `
    where a.at is not null
), timed as (
    select id, wished, line, greatest(case when said >= base then said + every else base end, last + rest) as day, case when heard then 6 else 27 end as spread
    from based where said is null or said < base or every > 0
), best as (
    select distinct on (id) id, line, day, spread from timed order by id, greatest(day, $15::date), wished desc, line
), right_time as (
    select b.id, b.day, r.name, r.class, r.until, r.mark, ((case when at > $14 then b.day else $15::date + 1 + (b.id % (1 + least($15::date - b.day, b.spread)))::int end)
                 + time '09:00' + make_interval(mins => (b.id % 480)::int)) at time zone 'Asia/Jakarta' as due
    from best b join rule r using (line), lateral (select (b.day + time '09:00' + make_interval(mins => (b.id % 480)::int)) at time zone 'Asia/Jakarta' as at) t
), busy as materialized (
    select w.id from who w where exists (select from next_actions n where n.member_id = w.id and n.since <= $14 and n.until > $14 offset 0)
), pending as materialized (
    select p.* from who w cross join lateral (
        select id, member_id, ref, rule, state, due_at from reminders r
        where r.member_id = w.id and r.kind = 'advice' and r.state in ('due', 'fired', 'waiting') offset 0) p
), kept as (
    select p.id, p.member_id from pending p left join right_time b on b.id = p.member_id
    where p.state = 'fired' or (p.member_id not in (select id from busy) and p.ref = b.name and p.rule = b.mark
          and (b.day <= $15::date or (p.due_at at time zone 'Asia/Jakarta')::date = b.day))
), fresh as (
    select * from right_time b where b.id not in (select id from busy) and b.id not in (select member_id from kept)
), dropped as (
    update reminders r set state = 'dropped', reason = case when r.member_id in (select id from busy) then 'other' else 'replanned' end, settled_at = $14
    where r.id in (select p.id from pending p where p.id not in (select id from kept)
                   and not exists (select from fresh f where f.id = p.member_id and f.name = p.ref))
    returning r.id
), planned as (
    insert into reminders as r (member_id, kind, ref, class, due_at, useful_until, rule, created_at)
    select id, 'advice', name, class, due, due + make_interval(days => until), mark, $14 from fresh order by id
    on conflict (member_id, kind, ref) where state in ('due', 'fired', 'waiting')
    do update set class = excluded.class, due_at = excluded.due_at, useful_until = excluded.useful_until, rule = excluded.rule, state = 'due', reason = null
    where r.state <> 'fired'
    returning r.id
)
select (select count(*) from who), (select coalesce(max(id), 0) from who), (select count(*) from planned), (select count(*) from dropped)`
}

// holding finds which reminders ($16) that were planned by a rule still hold, of
// these members ($17).
const holding = `
with ` + theRules + `, who as materialized (` + active + ` m.id = any($17::bigint[])
)
select d.id from reminders d join who w on w.id = d.member_id` + fitting + `
where d.id = any($16::bigint[]) and r.name = d.ref and a.at is not null and $15::date is not null
  and not exists (select from next_actions n where n.member_id = w.id and n.since <= $14 and n.until > $14 offset 0)`

// aheadOfAll counts what every active member will hear of or do next. Who was
// just told of something has that to do, until the next morning's planning; what
// came up since the last one ($3) takes the place of what was planned then, and
// what has run out since then held at the time.
const aheadOfAll = `
with who as materialized (` + active + ` true
), counted as (
    select w.id, (select count(*) from reminders r where r.member_id = w.id and r.kind = 'advice' and r.state in ('due', 'fired', 'waiting')) as own,
           exists (select from next_actions n where n.member_id = w.id and n.since <= $1 and n.until > $3) as other,
           exists (select from next_actions n where n.member_id = w.id and n.since <= $3 and n.until > $1) as before,
           exists (select from reminders r where r.member_id = w.id and r.state = 'said' and r.settled_at > $1::timestamptz - interval '1 day') as told
    from who w
), wrong as (
    select id, own = 0 as missing from counted where own + before::int > 1 or own = 0 and not other and not told
)
select (select count(*) from counted), (select count(*) from wrong where missing), (select count(*) from wrong where not missing),
       array(select id from wrong order by id limit $2)`
