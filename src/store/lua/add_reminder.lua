-- Adds one reminder beside those that an event has, unless it was ever added before.
--
-- KEYS  due, planned
-- ARGV  the record's key, the event's name, the reminder's own name, when it is due, how long its record is kept
--       (milliseconds), the record
-- Returns 1 if it was added.
local due, planned = KEYS[1], KEYS[2]
local key, event, own, score, kept, record = unpack(ARGV)
if not redis.call('SET', key, record, 'PX', kept, 'NX') then
  return 0
end
redis.call('ZADD', due, score, event .. own)
redis.call('HSET', planned, event, (redis.call('HGET', planned, event) or '') .. own)
return 1
