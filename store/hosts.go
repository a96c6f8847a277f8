package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
)

// Host is somebody made up of the staff, so that there is an answer for whoever
// tries the service. They live where made-up people do.
type Host struct {
	flows.Staff
	As      string // by which they are talked as: HostName, or that and more behind a dash
	Session flows.Session
}

// HostName is of who answers in all of a made-up city.
const HostName = demoMember + "petugas"

// isHost holds for the address (a) of a made-up person of the staff.
const isHost = `a.address like '` + HostName + `%'`

// putHosts adds who is not there yet.
func (t Tx) putHosts(ctx context.Context, list []Host, now time.Time) error {
	if len(list) == 0 {
		return nil
	}
	var arrived []Received
	names, roles, areas := make([]string, len(list)), make([]string, len(list)), make([]string, len(list))
	for i, h := range list {
		arrived = append(arrived, Received{Inbound: bot.Inbound{From: bot.Address{Channel: demoChannel, Account: demoAccount, ID: h.As}}})
		names[i], roles[i], areas[i] = h.Name, h.Role, strings.Join(h.Kecamatan, " ")
	}
	c := columnsOf(arrived, now)
	b := &pgx.Batch{}
	b.Queue(newcomers, c.channel, c.account, c.address, c.phone, now, c.kind)
	b.Queue(`
		insert into staff (name, role, kecamatan, member_id, address_id, linked_at, created_at)
		select h.name, h.role, string_to_array(h.area, ' '), a.member_id, a.id, $5, $5
		from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as h (address, name, role, area)
		join addresses a on (a.channel, a.account, a.address) = ($6, $7, h.address)
		where not exists (select from staff s where s.address_id = a.id) order by a.id`, c.address, names, roles, areas, now, demoChannel, demoAccount)
	for i, h := range list {
		session, err := EncodeSession(h.Session)
		if err != nil {
			return err
		}
		b.Queue(`
			update conversations set flow = $2, state = $3, version = $4, session = $5
			where flow = '' and member_id = (select member_id from addresses where (channel, account, address) = ($6, $7, $1))`,
			c.address[i], h.Session.Flow, h.Session.State, h.Session.Version, string(session), demoChannel, demoAccount)
	}
	if err := t.tx.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("put made-up staff: %w", err)
	}
	return nil
}
