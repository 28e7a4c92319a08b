-- The events that share a moment with a span of time, by their start. Begins with `times.lua` and `events_between.lua`.
--
-- KEYS  times
-- ARGV  what the keys of event records begin with, the first minute, the minute after the last ('+inf' for no end), how
--       many at most
-- Returns what `events_between` does.
return events_between(KEYS[1], ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4]))
