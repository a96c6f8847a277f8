package tgtest

import (
	"testing"
)

func TestGroupBecomesASupergroup(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	siti, g := w.Person("Siti"), w.Group("Pasar Minggu")
	if w.Group("Pasar Minggu") != g {
		t.Fatal("two groups of one name")
	}
	g.Say(siti, "belum ada bot")
	send := func(id int64) reply {
		return w.call("sendMessage", "chat_id", id, "text", "halo", "reply_markup", inline("Ya", "y"))
	}
	if got := send(g.ID()).bad(); got != "403 Forbidden: bot is not a member of the group chat" {
		t.Error(got)
	}
	g.AddBot(siti)
	list := w.updates()
	if len(list) != 2 || list[0].Membership == nil || list[0].Membership.New.Status != "member" || list[0].Membership.Chat.Type != "group" ||
		len(list[1].Message.NewMembers) != 1 {
		t.Fatalf("%+v", list)
	}
	w.updates("offset", -1)
	w.updates("offset", list[1].ID+1)
	g.Say(siti, "halo")
	if m := w.one().Message; m.Chat.Title != "Pasar Minggu" || m.Chat.ID != g.ID() || m.From.ID != siti.ID() {
		t.Errorf("%+v", m)
	}
	old := g.ID()
	send(old).id(t)
	if err := g.Press(siti, "Ya"); err != nil {
		t.Fatal(err)
	}
	if cb := w.one().Callback; cb.Message.Chat.ID != old || cb.From.ID != siti.ID() {
		t.Errorf("%+v", cb)
	}
	g.Upgrade(siti)
	g.Upgrade(siti) // only once
	list = w.updates()
	if len(list) != 2 || list[0].Message.Chat.ID != old || list[0].Message.MigrateTo != g.ID() ||
		list[1].Message.Chat.ID != g.ID() || list[1].Message.MigrateFrom != old || list[1].Message.Chat.Type != "supergroup" {
		t.Fatalf("%+v", list)
	}
	r := send(old)
	if r.bad() != "400 Bad Request: group chat was upgraded to a supergroup chat" || r.Parameters.MigrateTo != g.ID() || g.ID() == old {
		t.Errorf("%+v", r)
	}
	send(g.ID()).id(t)
	if list := g.Read(1, soon); len(list) != 1 || list[0].Text != "halo" {
		t.Errorf("%+v", list)
	}
	if n := len(g.All()); n != 2 { // the service message and the bot's
		t.Errorf("%d messages", n)
	}
	g.RemoveBot(siti)
	if got := send(g.ID()).bad(); got != "403 Forbidden: bot was kicked from the supergroup chat" {
		t.Error(got)
	}
}

func TestLeaveChat(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	g, siti := w.Group("Warung"), w.Person("Siti").Met()
	g.AddBot(siti)
	last := w.updates()[1].ID
	if r := w.call("leaveChat", "chat_id", g.ID()); !r.OK {
		t.Fatal(r.bad())
	}
	if list := w.updates("offset", last+1); len(list) != 1 || list[0].Membership.New.Status != "left" {
		t.Errorf("%+v", list)
	}
	if got := w.call("sendMessage", "chat_id", g.ID(), "text", "a").bad(); got != "403 Forbidden: bot is not a member of the group chat" {
		t.Error(got)
	}
	if r := w.call("leaveChat", "chat_id", siti.ID()); r.OK {
		t.Error("left a private chat")
	}
}
