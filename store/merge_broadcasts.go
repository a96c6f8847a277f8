package store

import "strings"

// hadAlready: what has left for somebody who goes on as another ($1) is not said to
// them again.
const hadAlready = `
with recursive down as (
    select id from members where merged_into = $1
    union select m.id from down join members m on m.merged_into = down.id
)
update outbox k set state = 'skipped', reason = 'linked'
where k.member_id = $1 and k.broadcast_id is not null and (k.state = 'queued' or k.state || '' = 'waiting' or k.state = 'skipped' and k.reason = 'tray')
  and exists (select from down join outbox o on o.broadcast_id = k.broadcast_id and o.member_id = down.id
              where o.state in ('leased', 'sent', 'delivered', 'read', 'unknown'))`

// nearer ranks how soon a row of a broadcast reaches its person; what may have done so
// already is first.
func nearer(o string) string {
	return strings.ReplaceAll(`case when o.state in ('leased', 'sent', 'delivered', 'read', 'unknown') or o.state = 'queued' and o.in_doubt then 3 when o.state = 'queued' then 2
        when o.state = 'waiting' or o.state = 'skipped' and o.reason = 'tray' then 1 else 0 end`, "o.", o+".")
}

// betterChat: of two rows of a broadcast that become one person's ($3) one goes. Where
// that of the other ($2, in a chat of $1) would reach them sooner, it goes there.
var betterChat = `
update outbox k set state = o.state, reason = o.reason, address_id = o.address_id, channel = o.channel, account = o.account, lane = o.lane,
       not_before = o.not_before, refused_after = o.refused_after, tries = o.tries, external_id = o.external_id, in_doubt = o.in_doubt or k.in_doubt,
       useful_until = o.useful_until, text = '', choices = null, media = null
from outbox o
where o.member_id = $2 and o.address_id = any($1) and (o.state in ('queued', 'waiting') or o.state = 'skipped' and o.reason = 'tray')
  and o.broadcast_id is not null and k.broadcast_id = o.broadcast_id and k.member_id = $3 and ` + nearer("o") + ` > ` + nearer("k")
