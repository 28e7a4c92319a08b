//! Chinese names of languages, and of towns that have no zone of their own name.

use chrono_tz::Tz;

use crate::model::Language;

pub(super) const LANGUAGES: &[(Language, &str)] =
    &[(Language::En, "英文|英语"), (Language::Ms, "马来文|马来语"), (Language::Zh, "中文|华文|华语|汉语|普通话")];

pub(super) const TOWNS: &[(Tz, &str)] = &[
    (Tz::Asia__Kuala_Lumpur, "马来西亚|吉隆坡|槟城|新山|怡保|马六甲|莎阿南|八打灵再也|关丹|亚罗士打|哥打峇鲁|芙蓉"),
    (Tz::Asia__Kuching, "古晋|亚庇|诗巫|美里|沙巴|砂拉越"),
    (Tz::Asia__Singapore, "新加坡"),
    (Tz::Asia__Jakarta, "雅加达"),
    (Tz::Asia__Bangkok, "曼谷"),
    (Tz::Asia__Hong_Kong, "香港"),
    (Tz::Asia__Shanghai, "中国|北京|上海|广州|深圳|厦门"),
    (Tz::Asia__Taipei, "台北|台湾"),
    (Tz::Asia__Tokyo, "东京|大阪|日本"),
    (Tz::Europe__London, "伦敦|英国"),
    (Tz::Australia__Melbourne, "墨尔本"),
    (Tz::America__Los_Angeles, "旧金山|洛杉矶"),
];
