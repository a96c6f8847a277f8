package store

// linkedNow is who goes on as whom in the end, those who stayed as themselves:
// few. Statements about them get them as $3 and $4, so that the planner knows how
// few; all others are counted without looking at them.
const linkedNow = `
with recursive linked as (
    select g.id, k.id as root from members g join members k on k.id = g.merged_into where k.merged_into is null
    union all
    select g.id, l.root from linked l join members g on g.merged_into = l.id
), everyone as (
    select id, root from linked union select root, root from linked
)
select coalesce(array_agg(id), '{}'), coalesce(array_agg(root), '{}') from everyone`

const linkedHere = `
with linked as (
    select l.* from unnest($3::bigint[], $4::bigint[]) l (id, root) join members m on m.id = l.root where m.number is not null
), reached as (
    select l.root, s.stage, min(s.done_at) as at
    from linked l join stages s on s.member_id = l.id
    where s.status = 'done' and s.stage > 1 and exists (select from stages r where (r.member_id, r.stage, r.status) = (l.root, s.stage, 'done')) group by 1, 2
    union all
    select l.root, 1, min(m.registered_at) from linked l join members m on m.id = l.id group by 1
)`

// alone are members (m) whom nobody goes on with.
const alone = `m.number is not null and m.merged_into is null and not m.linked`

// What follows counts before $2, and of that from $1 on.

// stepsAlone counts by kecamatan and step; stepsLinked likewise.
const stepsAlone = `
select coalesce(kecamatan, ''), stage, count(*) filter (where at >= $1), count(*)
from (
    select m.kecamatan, 1 as stage, m.registered_at as at from members m where ` + alone + ` and m.registered_at < $2
    union all
    select m.kecamatan, s.stage, s.done_at from stages s join members m on m.id = s.member_id
    where s.status = 'done' and s.stage > 1 and s.done_at < $2 and ` + alone + ` and m.registered_at < $2
) x group by 1, 2`

const stepsLinked = linkedHere + `
select coalesce(m.kecamatan, ''), x.stage, count(*) filter (where x.at >= $1), count(*)
from reached x join reached p on (p.root, p.stage) = (x.root, 1) join members m on m.id = x.root
where x.at < $2 and p.at < $2 group by 1, 2`

// medians finds how many days it took, in the middle, who got to a step in the
// period: since they registered, and since the step before.
const medians = linkedHere + `
select stage, percentile_cont(0.5) within group (order by day - first) filter (where day >= first),
       percentile_cont(0.5) within group (order by day - previous) filter (where day >= previous)
from (
    select stage, (at at time zone 'Asia/Jakarta')::date as day, (registered at time zone 'Asia/Jakarta')::date as first,
           (previous at time zone 'Asia/Jakarta')::date as previous
    from (
        select s.stage, s.done_at as at, m.registered_at as registered, case when s.stage = 2 then m.registered_at else b.done_at end as previous
        from stages s join members m on m.id = s.member_id
        left join stages b on (b.member_id, b.stage) = (s.member_id, s.stage - 1) and b.status = 'done'
        where s.status = 'done' and s.stage > 1 and s.done_at >= $1 and s.done_at < $2 and ` + alone + ` and m.registered_at < $2
        union all
        select x.stage, x.at, p.at, b.at
        from reached x join reached p on (p.root, p.stage) = (x.root, 1) left join reached b on (b.root, b.stage) = (x.root, x.stage - 1)
        where x.stage > 1 and x.at >= $1 and x.at < $2 and p.at < $2
    ) x
) x group by 1`

// thingsAlone counts what members have, and whom classes reached, by organiser:
// each once. thingsLinked does, and what nobody in particular has.
const thingsAlone = `
with others as materialized (select id from members m where not (` + alone + `)) -- few: sooner asked than who is alone
select 'trained', organiser, count(*) filter (where at >= $1), count(*)
from (select k.organiser, b.member_id, min(k.ends_at) as at
      from bookings b join classes k on k.id = b.class_id where ` + attended + ` and b.member_id not in (select id from others) group by 1, 2) t group by 2
union all
select 'licence', kind, count(*) filter (where at >= $1), count(*)
from licences where at < $2 and returned = '' and member_id not in (select id from others) group by 2
union all
select 'product', '', count(*) filter (where at >= $1), count(*)
from (select min(at) as at from products where at < $2 and member_id not in (select id from others) group by member_id, lower(name)) t
union all
select 'omzet', '', count(*) filter (where at >= $1), count(*) from omzets where at < $2 and member_id not in (select id from others)`

// attended is a booking (b) of a class (k) that counts: whoever was erased since
// is somebody else now.
const attended = `b.state = 'attended' and k.ends_at < $2 and not exists (select from erasures e where e.member_id = b.member_id and e.at >= k.ends_at)`

const thingsLinked = linkedHere + `
select what, name, count(*) filter (where at >= $1), count(*)
from (
    select 'trained' as what, k.organiser as name, l.root, '' as key, min(k.ends_at) as at
    from linked l join bookings b on b.member_id = l.id join classes k on k.id = b.class_id
    where b.state = 'attended' and k.ends_at < $2 and not exists ( -- whoever was there is not whom it came to by a link
        with recursive owner as (
            select b.member_id as id
            union all
            select x.gone from owner o join merges x on x.kept = o.id and x.undone_at is null and b.class_id = any(x.bookings)
        )
        select from owner o join erasures e on e.member_id = o.id
        where e.at >= k.ends_at and not exists (select from merges x where x.kept = o.id and x.undone_at is null and b.class_id = any(x.bookings)))
    group by 2, 3
    union all
    select 'licence', t.kind, l.root, '', min(t.at) from linked l join licences t on t.member_id = l.id where t.at < $2 and t.returned = '' group by 2, 3
    union all
    select 'product', '', l.root, lower(t.name), min(t.at) from linked l join products t on t.member_id = l.id where t.at < $2 group by 3, 4
    union all
    select 'omzet', '', l.root, t.month::text, min(t.at) from linked l join omzets t on t.member_id = l.id where t.at < $2 group by 3, 4
    union all
    select 'class', organiser, id, '', ends_at from classes where ends_at < $2 and cancelled_at is null
    union all
    select distinct 'erased', '', coalesce(l.root, e.member_id), '', e.at
    from erasures e left join unnest($3::bigint[], $4::bigint[]) l (id, root) on l.id = e.member_id where e.number is not null and e.at < $2
) t group by 1, 2`
