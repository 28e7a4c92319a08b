-- What a list of what is to come is made of: what is owed to Google, the events from a minute on, and how their account
-- stands, all of one moment. Begins with `times.lua` and `events_between.lua`.
--
-- KEYS  times, edits, edit, state
-- ARGV  what the keys of event records begin with, the first minute, how many events at most
-- Returns the id and the record of each edit that waits, in order; the state, if there is one; what `events_between` does.
local edits = {}
for _, id in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  local record = redis.call('HGET', KEYS[3], id)
  if record then
    edits[#edits + 1] = id
    edits[#edits + 1] = record
  end
end
local events = events_between(KEYS[1], ARGV[1], tonumber(ARGV[2]), '+inf', tonumber(ARGV[3]))
return { edits, redis.call('GET', KEYS[4]), events }
