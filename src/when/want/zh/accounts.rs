//! How Chinese speakers speak of their Google accounts and calendars.

use crate::when::want::senses::Sense::{
    self, AccountNoun, Another, CalendarNoun, DefaultNoun, Hide, OtherAccount, PutLink, Reads, SignIn, SignOut,
};

pub(super) const ACCOUNTS: &[(Sense, &str)] = &[
    (AccountNoun, "账号|账户|帐号|帐户|谷歌账号|谷歌账户|谷歌帐号|gmail|谷歌"),
    (SignOut, "退出|登出|退出登录|注销|断开|解除连接|解除绑定|取消绑定|解绑|取消连接|断开连接"),
    (SignIn, "连接|连上|登录|登入|绑定|关联|添加|接上|加|再加|加多|多加"),
    (Another, "另一个|新的|别的|另外一个|换另一个"),
    (DefaultNoun, "默认|预设|主要|主账号"),
    (CalendarNoun, "日历|行事历|日程表"),
    (Hide, "不要显示|别显示|不显示|隐藏|不要看|不用显示|不要再显示|别再显示|不要读|别读|关掉|关闭|停用|不看|关了"),
    (Reads, "读|连了|连接了"),
    (OtherAccount, "银行|存款|股票"),
    (PutLink, "放在|放到|存到|写到|放去|加到|存在"),
];
