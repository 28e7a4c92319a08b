-- Claims something for one update: 1 if it has it now, 0 if another's claim is still valid.
-- KEYS: the claim. ARGV: the update, until when the claim is valid, now, how long the record is kept (milliseconds).
local held = redis.call('GET', KEYS[1])
if held then
  local by, till = string.match(held, '^(%d+) (%d+)$')
  if by ~= ARGV[1] and tonumber(till) > tonumber(ARGV[3]) then
    return 0
  end
end
redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. ARGV[2], 'PX', ARGV[4])
return 1
