package timers

import (
	"context"
	"time"

	"langkah/templates"
	"langkah/templates/programme"
)

// Rules are those of the programme, each with its text in every language.
func Rules() ([]programme.Rule, error) {
	list, err := programme.Rules()
	for _, r := range list {
		for _, lang := range templates.Languages() {
			if key := "advice/" + r.Text; !templates.Has(lang, key) {
				return nil, r.Wrong("text", "there is no %s in templates/%s", key, lang)
			}
		}
	}
	return list, err
}

// most is how many members one look after everybody mends.
const most = 10_000

// advise goes on with a day's planning. When that is done it looks after everybody:
// no member is left without exactly one thing to come.
func (l *Loop) advise(ctx context.Context, now time.Time) (int, error) {
	if len(l.Rules) == 0 || now.Before(l.plans) {
		return 0, nil
	}
	p, done, err := l.Store.PlanAdvice(ctx, l.Rules, now)
	if err != nil || !done {
		return p.Members, err
	}
	if l.plans, err = l.nextPlan(ctx, now); l.plans.IsZero() { // nobody is a member yet
		l.plans = now.Add(time.Hour)
	}
	if err != nil || p.Members == 0 {
		return 0, err
	}
	return p.Members, l.lookAfter(ctx, now)
}

// nextPlan is when there is somebody to be planned for; zero: as far as is known
// nobody.
func (l *Loop) nextPlan(ctx context.Context, now time.Time) (time.Time, error) {
	if len(l.Rules) == 0 {
		return time.Time{}, nil
	}
	return l.Store.NextPlanning(ctx, l.Rules, now)
}

// looking is how long a look after everybody may take.
const looking = 2 * time.Minute

func (l *Loop) lookAfter(ctx context.Context, now time.Time) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), looking)
	defer cancel()
	before, err := l.Store.Ahead(ctx, now, most)
	if err != nil || len(before.IDs) == 0 {
		return err
	}
	if _, err := l.Store.Heal(ctx, l.Rules, before.IDs, now); err != nil {
		return err
	}
	after, err := l.Store.Ahead(ctx, now, 1)
	if err == nil {
		l.Log.Warn().Int("members", before.Members).Int("missing", before.Missing).Int("double", before.Double).
			Int("left", after.Missing+after.Double).Msg("members without exactly one next step")
	}
	return err
}
