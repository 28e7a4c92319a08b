-- The events that share a moment with a span of time, by their start. Begins with `times.lua`.
--
-- KEYS  times
-- ARGV  what the keys of event records begin with, the first minute, the minute after the last ('+inf' for no end), how
--       many at most
-- Returns how many of them have no record, and then the id and the record of each.
local times = KEYS[1]
local event_prefix, from, to, limit = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])
local STEP = 1000
local first = string.format('%.0f', from * LENGTHS)

-- What began before and is not over yet.
local ids = {}
local offset = 0
repeat
  local earlier = redis.call('ZRANGEBYSCORE', times, '-inf', '(' .. first, 'WITHSCORES', 'LIMIT', offset, STEP)
  offset = offset + STEP
  for i = 1, #earlier, 2 do
    if #ids < limit and end_of(tonumber(earlier[i + 1])) > from then
      ids[#ids + 1] = earlier[i]
    end
  end
until #earlier < 2 * STEP

if to ~= '+inf' then
  to = '(' .. string.format('%.0f', tonumber(to) * LENGTHS)
end
if #ids < limit then
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', times, first, to, 'LIMIT', 0, limit - #ids)) do
    ids[#ids + 1] = id
  end
end

local answer = { 0 }
for at = 1, #ids, STEP do
  local keys = {}
  for i = at, math.min(at + STEP - 1, #ids) do
    keys[#keys + 1] = event_prefix .. ids[i]
  end
  for i, record in ipairs(redis.call('MGET', unpack(keys))) do
    if record then
      answer[#answer + 1] = ids[at + i - 1]
      answer[#answer + 1] = record
    else
      answer[1] = answer[1] + 1
    end
  end
end
return answer
