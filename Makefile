# Langkah: `make run` to try it, `make test` to check it.
GO      ?= go
VERSION := $(shell git describe --always --dirty 2>/dev/null || echo dev)
BUILD   := CGO_ENABLED=0 $(GO) build -tags minimal -trimpath -ldflags "-s -w -X main.version=$(VERSION)"

help: ## show what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## install what is missing to run (PostgreSQL 15 or newer)
	@store/pg/setup.sh

setup-tests: setup ## install what is missing to test (Chromium as well)
	@store/pg/setup.sh --chromium

build: ## build bin/langkah
	@$(BUILD) -o bin/langkah ./cmd/langkah

run: setup build ## run the service with the chat page and a made-up city, on a private PostgreSQL in ./.data
	@LANGKAH_WEBCHAT=$${LANGKAH_WEBCHAT:-1} LANGKAH_DEMO=$${LANGKAH_DEMO:-1} exec bin/langkah serve

# Its people and its database are its own, in ./.play, so that nobody made up gets into ./.data.
demo-telegram: build ## chat as several people on a play Telegram with the running bot
	@$(GO) build -trimpath -o bin/play-telegram ./bot/telegram/tgtest/demo
	@DATABASE_URL= LANGKAH_DATA=$${LANGKAH_DATA:-.play} LANGKAH_LISTEN=$${LANGKAH_LISTEN:-127.0.0.1:8091} LANGKAH_DEMO=$${LANGKAH_DEMO:-1} \
		exec bin/play-telegram -listen 127.0.0.1:8090 bin/langkah serve

# Likewise, in ./.play-whatsapp: a number of the play WhatsApp must not get where the real one is spoken with.
demo-whatsapp: build ## chat as several people, and on the number's own phone, on a play WhatsApp with the running bot
	@$(GO) build -trimpath -o bin/play-whatsapp ./bot/whatsapp/watest/demo
	@export DATABASE_URL= LANGKAH_DATA=$${LANGKAH_DATA:-.play-whatsapp} LANGKAH_LISTEN=$${LANGKAH_LISTEN:-127.0.0.1:8093} LANGKAH_DEMO=$${LANGKAH_DEMO:-1}; \
		exec bin/play-whatsapp -listen 127.0.0.1:8092 bin/langkah serve

# Where goroutines of ours meet.
TOGETHER = ./flows ./bot ./bot/engine ./bot/outbox ./bot/pace ./bot/telegram/... ./bot/timers ./bot/webchat ./bot/whatsapp/... ./store/pg

test: setup-tests ## run every test, with the race detector where goroutines meet
	@mkdir -p bin; $(GO) test -race -timeout 14m $(TOGETHER) >bin/race.log 2>&1 & race=$$!; \
		$(GO) test -parallel 4 -timeout 14m ./cmd/... ./flows/... ./templates/... ./store ./bot/files ./bot/script; plain=$$?; \
		wait $$race; race=$$?; cat bin/race.log; exit $$((plain || race)) # beside each other: either waits half of its time

soak: setup-tests ## run the random tests and the bad days at full size (a full disk needs root)
	@LANGKAH_SOAK=1 $(GO) test -timeout 60m ./flows/... ./store/... ./bot/...
	@LANGKAH_SOAK=1 $(GO) test -timeout 60m -count=1 -tags soak -v -run 'Soak|AsPublished|Scripts|EveryWord|WhatsAppCrowd|OneNumberOfMany|RaceForSeats|DiskFull|GoesAway|StopUnder|ClockIsSet|LogsHold' ./cmd/langkah
	@$(GO) test -race -timeout 30m -count=1 ./cmd/... ./store ./bot/files ./bot/script

# The programs come by npm into bin/peers, and are asked for only here.
peers: setup ## check against programs that are not ours: a Telegram emulator, a WhatsApp client (needs Node and npm)
	@$(GO) test -count=1 -timeout 5m -tags peers -run Peers -v ./cmd/langkah

# Times are ratios to a peer in the same run where there is one: pgbench for turns, on a PostgreSQL that writes to the disk.
BENCH = out=$$($(GO) test -run '^$$' -timeout 20m $(1)) && echo "$$out" >>bin/bench.txt || { echo "$$out"; exit 1; }

bench: setup build ## measure, about half an hour; the table is also in bin/bench.json
	@echo "date: $$(date -u +%F)" >bin/bench.txt
	@$(BUILD) -tags minimal,measured -o bin/langkah-measured ./cmd/langkah
	@echo 'one turn, the stored session ...'; $(call BENCH,-bench 'Turn|Session' -benchmem -count 3 ./bot/engine)
	@echo '2,000 people beside pgbench ...'; $(call BENCH,-bench Crowd -benchtime 3x ./bot/engine)
	@echo 'one message at a time ...'; $(call BENCH,-bench Lone -benchtime 1x ./bot/engine)
	@echo '2,000 people on a play Telegram beside pgbench ...'; $(call BENCH,-bench TelegramCrowd -benchtime 3x ./cmd/langkah)
	@echo '80 messages a second there ...'; $(call BENCH,-bench TelegramReply -benchtime 3x ./cmd/langkah)
	@echo 'broadcasts at their pace ...'; $(call BENCH,-bench TelegramBulk -benchtime 1x ./cmd/langkah)
	@echo 'rows of a broadcast for 10,000 and 385,000 members ...'; $(call BENCH,-bench Expand -benchtime 1x ./store)
	@echo 'a broadcast to as many ...'; $(call BENCH,-bench 'Broadcast$$' -benchtime 1x ./cmd/langkah)
	@echo 'answers beside one ...'; $(call BENCH,-bench BroadcastReply -benchtime 3x ./cmd/langkah)
	@echo 'numbers on a play WhatsApp ...'; $(call BENCH,-bench 'WhatsAppReply|WhatsAppMemory' -benchtime 1x ./cmd/langkah)
	@$(call BENCH,-bench WhatsAppBulk -benchtime 1x ./cmd/langkah)
	@$(call BENCH,-bench WhatsAppStart -benchtime 5x ./cmd/langkah)
	@$(call BENCH,-bench WhatsAppSend -benchtime 500x ./cmd/langkah)
	@echo 'due among 3,850,000 ...'; $(call BENCH,-bench Due -benchtime 15x ./store)
	@echo 'a day of reminders for 385,000 members ...'; $(call BENCH,-bench Advice -benchtime 1x ./cmd/langkah)
	@echo 'classes that fit, among 5,000 and 385,000 members ...'; $(call BENCH,-bench ClassList -benchtime 200x ./store)
	@echo 'the report among 38,500 and 385,000 members ...'; $(call BENCH,-bench Report -benchtime 5x ./store)
	@echo 'a class of a hundred cancelled ...'; $(call BENCH,-bench CancelClass -benchtime 5x ./bot/timers)
	@echo 'start and idle memory ...'; $(call BENCH,-bench 'Ready|Idle' -benchtime 5x ./cmd/langkah)
	@echo 'parsers and texts ...'; $(call BENCH,-bench . -benchtime 0.2s -benchmem ./flows/understand ./flows/region ./templates)
	@echo 'every answer of the tables ...'; $(call BENCH,-bench 'Understand|Tables' -benchtime 1x ./cmd/langkah)
	@$(GO) test -count=1 -run '^TestFigures$$' ./cmd/langkah -figures $(CURDIR)/bin/bench.txt >bin/bench.log; \
		status=$$?; cat bin/bench.table; [ $$status = 0 ] || cat bin/bench.log; exit $$status

screenshots: setup-tests ## take the README's pictures again
	@LANGKAH_PICTURES=$(CURDIR)/docs/pictures $(GO) test -count=1 -run Pictures ./cmd/langkah

golden: ## write the drawings and lists of states anew, after looking at the difference
	@$(GO) test -count=1 -run 'Golden|TestFigures$$' ./cmd/langkah -update

lint: ## gofmt, go vet, staticcheck
	@test -z "$$(gofmt -l cmd bot flows store templates)" || { gofmt -l cmd bot flows store templates; echo 'run: make fmt'; exit 1; }
	@$(GO) vet -tags soak,peers,measured ./...
	@$(GO) tool staticcheck ./...

fmt: ## format the sources
	@gofmt -w cmd bot flows store templates

.PHONY: help setup setup-tests build run demo-telegram demo-whatsapp test soak peers bench screenshots golden lint fmt
.DEFAULT_GOAL := help
