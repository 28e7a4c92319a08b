-- What the scripts share that put things into the inbox. Each of them begins with this text.
--
-- KEYS  records, order, sequence, seen, and the script's own
local records, order, sequence, seen = KEYS[1], KEYS[2], KEYS[3], KEYS[4]

-- Puts something in, unless it was there before; returns 1 (new) or 0 (known).
--
-- The order lists 'CHAT:SEQUENCE:ID', so that one chat's messages stand together in the order of their arrival.
local function put(id, chat, record, now)
  local is_new = redis.call('ZADD', seen, 'NX', now, id)
  if is_new == 1 then
    local place = string.format('%s:%016.0f:%s', chat, redis.call('INCR', sequence), id)
    redis.call('HSET', records, id, place .. ' ' .. record)
    redis.call('ZADD', order, 0, place)
  end
  return is_new
end

