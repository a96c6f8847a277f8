// Package tgtest is a Telegram Bot API server on this machine, with the rules
// of the real one: what is not confirmed comes again, a second poller ends the
// first, limits answer 429, people block and come back, groups move to another
// id, and the network fails in every way on demand. Nothing is ever
// de-duplicated: a message sent twice is seen twice.
//
// It shares no code with any client library. The rules are those of
// https://core.telegram.org/bots/api and of the published server
// (github.com/tdlib/telegram-bot-api); where the two differ, the server's.
//
// Not played: the server's brake on a bot that asks again and again with the
// same offset (a pause of three seconds, one update at a time), entities of
// parse_mode (kept, not parsed), albums, inline mode, payments, topics.
package tgtest
