-- Keeps what a message shows of an event. Begins with `announce.lua`.
--
-- KEYS  the messages of the event, the announced events of its account
-- ARGV  the message's name, its record, how long it is kept and from when on (milliseconds), the event's name
announce(KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4], KEYS[2], ARGV[5])
