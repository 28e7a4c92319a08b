-- Writes an edit down, unless it waits already or has an outcome.
--
-- KEYS  edits, edit, the outcome, that the account is gone
-- ARGV  the edit's id, its record, now (milliseconds since 1970)
-- Returns 'new', 'waiting' or 'gone', or the outcome.
local edits, edit, outcome, gone = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local id, record = ARGV[1], ARGV[2]

if redis.call('EXISTS', gone) == 1 then
  return { 'gone' }
end
local before = redis.call('GET', outcome)
if before and tonumber(string.match(before, '^%-?%d+')) > tonumber(ARGV[3]) then
  return { 'done', before }
end
if redis.call('HEXISTS', edit, id) == 1 then
  return { 'waiting' }
end
redis.call('DEL', outcome)
local last = redis.call('ZREVRANGE', edits, 0, 0, 'WITHSCORES')
redis.call('HSET', edit, id, record)
redis.call('ZADD', edits, (tonumber(last[2]) or 0) + 1, id)
return { 'new' }
