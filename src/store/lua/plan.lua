-- Makes the reminders of some events what they are to be, each event's at once.
--
-- KEYS  due, planned
-- ARGV  what the records' keys begin with; then for every event its name and the number of its reminders, and for each
--       of these its own name, when it is due, how long its record is kept, the record, and how it is planned: 'coming';
--       'news', whose record does not replace one that is planned; 'passed', never to be sent; or 'kept', which stays if
--       it is planned
-- Returns how many reminders were added.
--
-- `planned` lists, event by event and packed, what is due or taken. A record that is not listed belongs to a reminder
-- that was sent or has passed: it is left alone, so nothing is sent twice. What is listed and not due was taken, and is
-- left alone too: the process that holds it looks at the event again. So is what a person asked for again (a snooze),
-- whose own name begins with a z.
local due, planned = KEYS[1], KEYS[2]
local prefix = ARGV[1]
local HALF = 10
local added = 0

local at = 2
while at <= #ARGV do
  local event, count = ARGV[at], tonumber(ARGV[at + 1])
  at = at + 2

  local before, after = {}, {}
  local list = redis.call('HGET', planned, event) or ''
  for i = 1, #list, HALF do
    before[string.sub(list, i, i + HALF - 1)] = true
  end

  for _ = 1, count do
    local own, score, kept, record, how = unpack(ARGV, at, at + 4)
    at = at + 5
    local id = event .. own
    if before[own] then
      before[own] = nil
      after[#after + 1] = own
      if how ~= 'news' and redis.call('ZSCORE', due, id) then
        redis.call('ZADD', due, score, id)
        redis.call('SET', prefix .. id, record, 'PX', kept)
      end
    elseif how ~= 'kept' and redis.call('EXISTS', prefix .. id) == 0 then
      redis.call('SET', prefix .. id, record, 'PX', kept)
      if how ~= 'passed' then
        redis.call('ZADD', due, score, id)
        after[#after + 1] = own
        added = added + 1
      end
    end
  end

  for own in pairs(before) do
    local id = event .. own
    if string.sub(own, 1, 1) ~= 'z' and redis.call('ZREM', due, id) == 1 then
      redis.call('DEL', prefix .. id)
    else
      after[#after + 1] = own
    end
  end

  if #after > 0 then
    redis.call('HSET', planned, event, table.concat(after))
  elseif list ~= '' then
    redis.call('HDEL', planned, event)
  end
end

return added
