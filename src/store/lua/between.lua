-- The events that share a moment with a span of time, by their start.
--
-- KEYS  by-start, by-end
-- ARGV  what the keys of event records begin with, the first moment, the moment after the last ('+inf' for no end), how
--       many at most
-- Returns how many of them have no record, and then the records.
local by_start, by_end = KEYS[1], KEYS[2]
local event_prefix, from, to, limit = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])
local STEP = 1000

-- What began before and is not over yet.
local ids = {}
local offset = 0
repeat
  local earlier = redis.call('ZRANGEBYSCORE', by_start, '-inf', '(' .. ARGV[2], 'LIMIT', offset, STEP)
  offset = offset + STEP
  if #earlier > 0 then
    local ends = redis.call('ZMSCORE', by_end, unpack(earlier))
    for i, id in ipairs(earlier) do
      if #ids < limit and tonumber(ends[i] or 0) > from then
        ids[#ids + 1] = id
      end
    end
  end
until #earlier < STEP

if to ~= '+inf' then
  to = '(' .. to
end
if #ids < limit then
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', by_start, ARGV[2], to, 'LIMIT', 0, limit - #ids)) do
    ids[#ids + 1] = id
  end
end

local answer = { 0 }
for first = 1, #ids, STEP do
  local keys = {}
  for i = first, math.min(first + STEP - 1, #ids) do
    keys[#keys + 1] = event_prefix .. ids[i]
  end
  for _, record in ipairs(redis.call('MGET', unpack(keys))) do
    if record then
      answer[#answer + 1] = record
    else
      answer[1] = answer[1] + 1
    end
  end
end
return answer
