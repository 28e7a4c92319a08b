-- Renews the lease on notices, for those that are still in the batch of the process that says so.
--
-- KEYS  notices-taken, notice-fences
-- ARGV  the length of the lease (milliseconds), then id and fence of each
-- Returns a 1 for each that was still in that batch, a 0 for each that was not.
local taken, fences = KEYS[1], KEYS[2]
local time = redis.call('TIME')
local lease_end = time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[1])

local answer = {}
for i = 2, #ARGV, 2 do
  if redis.call('HGET', fences, 'of:' .. ARGV[i]) == ARGV[i + 1] then
    redis.call('ZADD', taken, lease_end, ARGV[i])
    answer[#answer + 1] = 1
  else
    answer[#answer + 1] = 0
  end
end
return answer
