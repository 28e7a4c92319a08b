-- The events that share a moment with a span of time, by their start; this text stands before the scripts that read them,
-- and after `times.lua`.
--
-- It is given the key of `times`, what the keys of event records begin with, the first minute, the minute after the last
-- ('+inf' for no end), and how many at most.
-- Returns how many of them have no record, and one text, as one is read much faster than two for each event: of each
-- event the lengths of its id and of its record, the end of a line, the id, and the record.
local function events_between(times, event_prefix, from, to, limit)
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

  local missing, texts = 0, {}
  for at = 1, #ids, STEP do
    local keys = {}
    for i = at, math.min(at + STEP - 1, #ids) do
      keys[#keys + 1] = event_prefix .. ids[i]
    end
    for i, record in ipairs(redis.call('MGET', unpack(keys))) do
      if record then
        local id = ids[at + i - 1]
        texts[#texts + 1] = #id .. ' ' .. #record .. '\n' .. id .. record
      else
        missing = missing + 1
      end
    end
  end
  return { missing, table.concat(texts) }
end
