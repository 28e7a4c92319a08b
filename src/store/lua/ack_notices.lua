-- Acknowledges notices: they were told, and for two weeks are not told again; or puts them back untold.
--
-- KEYS  notice, notices, notices-taken, notice-fences, notices-told, notices-heard
-- ARGV  'told' or 'back', then id and fence of each
-- Returns a 1 for each that was still in the batch of the process that says so, a 0 for each that was not.
local notice, notices, taken, fences, told, heard = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local REMEMBERED = 14 * 24 * 60 * 60 * 1000
local time = redis.call('TIME')
local clock = time[1] * 1000 + math.floor(time[2] / 1000)

local answer = {}
for i = 2, #ARGV, 2 do
  local id = ARGV[i]
  if redis.call('HGET', fences, 'of:' .. id) == ARGV[i + 1] then
    redis.call('HDEL', fences, 'of:' .. id)
    redis.call('ZREM', taken, id)
    if ARGV[1] == 'told' then
      redis.call('HDEL', notice, id)
      redis.call('HDEL', heard, id)
      redis.call('ZADD', told, clock, id)
    else
      redis.call('ZADD', notices, 0, id)
    end
    answer[#answer + 1] = 1
  else
    answer[#answer + 1] = 0
  end
end
redis.call('ZREMRANGEBYSCORE', told, '-inf', clock - REMEMBERED)
return answer
