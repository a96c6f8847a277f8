package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"time"
)

// person is who registers, as they say it.
type person struct{ first, last, business, phone string }

func (p person) name() string { return p.first + " " + p.last }

var (
	firsts = []string{"Siti", "Budi", "Dewi", "Agus", "Rina", "Joko", "Wati", "Hendra", "Yuni", "Bambang"}
	lasts  = []string{"Aminah", "Santoso", "Lestari", "Wijaya", "Kusuma", "Pratama", "Hidayat", "Saputra", "Rahayu", "Nugroho", "Suryani"}
)

func personNumber(n int) person {
	p := person{first: firsts[n%len(firsts)], last: lasts[n/len(firsts)%len(lasts)], phone: fmt.Sprintf("0812%08d", 31000000+n)}
	p.business = "Nasi Uduk " + p.last + " " + p.first
	return p
}

// wholeWay is what a person writes, and what the answer to it holds.
func wholeWay(p person) [][2]string {
	return [][2]string{
		{"halo", "Mau mulai dari mana"}, {"mau daftar kak", "Boleh kami simpan"}, {"setuju", "18 tahun"}, {"sudah", "pernah jadi anggota"},
		{"blm pernah", "Siapa nama"}, {p.name(), "Kak " + p.first}, {"udah jualan", "nama usaha"}, {p.business, "bidang apa"},
		{"makanan", "tahun berapa"}, {"2019", "sebulan"}, {"5jtan", "NIB"}, {"blm", "kecamatan mana"},
		{"tn abang", "Tanah Abang, Jakarta Pusat"}, {"kb kacang", "Nomor HP"}, {p.phone, "kabari"}, {"boleh", "Nama: " + p.name()}, {"ya", "P7"},
	}
}

// registrant is somebody who registers: a guest of the page, or on a messenger.
type registrant struct {
	person
	random   *rand.Rand
	patience time.Duration // longest for one answer
	guest    *guest
	way      [][2]string // what they write, and what the answer holds
}

// correspondence is where a registrant writes and reads.
type correspondence interface {
	// write gives an answer until it is accepted, and says when that began.
	write(ctx context.Context, text string) (began time.Time, err error)
	// await waits until a bubble from the given one on holds want, and returns
	// the number of the one behind it.
	await(ctx context.Context, from int, want string) (int, error)
}

func newRegistrant(n int, seed uint64) *registrant {
	who := personNumber(n)
	return &registrant{person: who, random: rand.New(rand.NewPCG(seed, uint64(n))), patience: 3 * time.Minute, way: wholeWay(who)}
}

// register goes all the way on the page.
func (r *registrant) register(ctx context.Context, base string, answered func(posted time.Time)) (err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if r.guest, err = newGuest(ctx, base, r.random); err != nil {
		return fmt.Errorf("%s: %w", r.name(), err)
	}
	done := make(chan struct{})
	go func() { defer close(done); r.guest.listen(ctx) }()
	defer func() { cancel(); <-done }()
	return r.goAllTheWay(ctx, r.guest, 2, answered)
}

// goAllTheWay gives every answer. Now and then several are written at once.
func (r *registrant) goAllTheWay(ctx context.Context, to correspondence, atOnce int, answered func(posted time.Time)) (err error) {
	turns, seen := r.way, 0
	for len(turns) > 0 {
		some := turns[:1]
		if r.random.IntN(5) == 4 {
			some = turns[:min(len(turns), atOnce)]
		}
		turns = turns[len(some):]
		if seen, err = r.say(ctx, to, some, seen, answered); err != nil {
			return fmt.Errorf("%s: %w", r.name(), err)
		}
	}
	return nil
}

// say writes and then reads every answer.
func (r *registrant) say(ctx context.Context, to correspondence, turns [][2]string, seen int, answered func(time.Time)) (int, error) {
	var posted []time.Time
	for _, turn := range turns {
		at, err := to.write(ctx, turn[0])
		if err != nil {
			return seen, err
		}
		posted = append(posted, at)
	}
	for i, turn := range turns {
		limited, cancel := context.WithTimeout(ctx, r.patience)
		next, err := to.await(limited, seen, turn[1])
		cancel()
		if err != nil {
			return seen, fmt.Errorf("after %q: %w", turn[0], err)
		}
		seen = next
		answered(posted[i])
	}
	return seen, nil
}

var (
	number = regexp.MustCompile(`JKP-\d+`)
	day    = regexp.MustCompile(`(Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu) \d{1,2} \p{Lu}\p{L}+ \d{4}`) // of a step: some register after midnight
)

// plain is what was read without what differs from person to person.
func (r *registrant) plain(text string) string {
	shown := r.phone[:4] + "-" + r.phone[4:8] + "-" + r.phone[8:]
	text = strings.NewReplacer(r.business, "BUSINESS", r.name(), "NAME", r.first, "FIRST", r.phone[1:], "PHONE", shown, "SHOWN").Replace(text)
	return day.ReplaceAllString(number.ReplaceAllString(text, "JKP-N"), "DAY")
}
