"""How likely a text is: few bits for what people write often, many for what nobody writes.

The same bytes read in several encodings give several texts; the right one takes the fewest bits.
"""

import re
from collections import Counter
from functools import cache

# The commonest hanzi of scientific texts, and family names.
_COMMON_HANZI = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
    "子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体"
    "制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内"
    "数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提"
    "直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计"
    "别手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口"
    "东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车"
    "例真务具万每目至达走积示议声报完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需"
    "段研界拉林律究观越织装影算低持音众书布复容须际商非验连断深难近千周委素技备半办青省列习响约支"
    "般史感便团往历市克何除消构府称太准精值号率族维划选标写存候效斯院查江型王按格易置层片始专状育"
    "京识适属包调满县局照参红细引该价严李刘陈杨黄赵吴徐孙朱胡郭梁谢宋唐冯曹彭曾萧田董潘袁蔡蒋余杜"
    "叶魏苏吕丁沈姚卢崔钟谭陆汪范廖韦贾夏付邹熊秦阎侯雷龙陶编著译版刊卷页网络智模神视频像检测估优"
    "控硕博士"
)
# Further ones by how common they are in running text and in names.
_KNOWN_HANZI = (
    "尔武德宝玉师城阳汉毛宗阿罗司湖夫英古宫尼她儿伯令朝亚功洪泽巴帝言河兰云皇州星女祖木纳荣首吉兵"
    "恩楚沙笑卫爱官承哈鲁富康施双听卡铁梅远福鄂瓦普章伊春宣冲奥鱼宁客却眼波职封台飞乐钱望孔左游威"
    "忠举哥昌语齐永顾死尚松奇崇考住黑莫镇亲丽树爷萨桥凤灵塔洛叫纪字兴良庄让若索贝桂静依乌峰祥居修"
    "剑校鸿邓殿托胜邦牛香嘉火希母诸岳勒快派村赛营隆献银谷岩娘秋刚源姐药冷费初狐森吃显陵仁超密贵鹿"
    "秀告楼雪郎随觉兄势麻项投慈景蓝弟友病礼占早养欧息股亮站察未诺堂升服麦益洲斗境怎紫怀父君劳推均"
    "且球韩喜莲傅企破皮环闻蒙园独继曼甚请念房微招闯掌姆侍丘轻右足击防介护失晋朗登善伦落寺晓凯杰顺"
    "庆顿童食雄副底座创敬廷雅岭珍莱策艺虽操试柳乡续岛央获燕监跟守赫席案雨域耶突贺批丹巨旗库倒另故"
    "责围草宇医致仅俊杀似负终财态盛藏宜航敏塞征绝留供泉尽玄姑攻演圣练旅黎辉筑血班找印脸婆乔协呼注"
    "锋弹坦季宏臣归岗孟抗丰虎迪坚霍辛衣诗户柏刀健射略扬坐殷慕慧曲拿颜瑞紧誉降绿审禁排止味刻急街酒"
    "久词伤简临洞惠泰男汝庭背荆埃摩帮害助郑亿洋厚桑送待竟敌庙杭配凌延限潮僧执盖呢茶差夜哪仍仙贤阵"
    "惊毕谈画乾阴寻室氏培妈菜答船湾预震菲材怕祯侠典柱述川振港芳汤寿娜召额羽亭池烈份核谁玛板野辑襄"
    "弗晚帕孩汗愿探吧郡免架仪佛乎挥禧拜括敢盘乱孝激讲既充秉靖迎嘴含苦欢甲翁岁错穆凡换勇冰墨担戈鲜"
    "句祝珠脚端训肯辖忙碧启异鹏块宪伏够剧冠退戴录屈默读豪散佩柴幺销尤蒂露遇伟伍某笔贡帅耳粉霖阁苗"
    "虚救判沉督败翠叔毒买炮肉渐顶勤艾忽啊矿圆轩彩甘束牌货拥恶厂芙忌宾堡秘评仲险停危吗遗迅昭冬炎植"
    "牙输宽释假刺岸休宸竹暗否龄谦柯姓"
)
# What the commonest of both look like in traditional script.
_TRADITIONAL = (
    "這為個國時來們於對會發動過說產種後學經進電裡現實兩體機當點從業應開還義間樣與關線內數麼質氣變"
    "條沒結問無軍並題黨員總設長頭資邊級圖統較將組見計別論運農幾區強決幹戰則據處隊給門規熱領東導壓"
    "爭濟階術極聯認權證採轉單風帶場車務萬達積議聲報類離華確張馬節話況溫傳許廣記觀織裝眾書復須際驗"
    "連斷難備辦習響約團歷構稱準號維劃選標寫層專狀識適屬調滿縣參紅細該價嚴劉陳楊黃趙吳孫謝馮蕭蔣餘"
    "葉蘇呂盧鍾譚陸範韋賈鄒閻龍編譯頁網絡視頻檢測優碩爾寶師陽漢羅宮兒亞澤蘭雲納榮衛愛魯雙聽鐵遠衝"
    "奧魚寧卻職臺飛樂錢遊舉語齊顧鎮親麗樹爺薩橋鳳靈紀興莊讓貝靜烏劍鴻鄧勝諸賽營獻銀巖剛藥費顯貴樓"
    "隨覺勢項藍禮佔養歐諾麥鬥懷勞韓蓮環聞園獨繼請闖輕擊護晉倫曉凱傑順慶頓創嶺萊藝雖試鄉續島獲監賀"
    "庫責圍醫僅殺負終財態徵絕盡聖練輝築臉喬協鋒彈歸崗豐堅詩戶揚顏緊譽綠審詞傷簡臨荊幫鄭億敵廟執蓋"
    "賢陣驚畢談畫陰尋媽灣預禎俠湯壽額誰瑪輯願儀揮盤亂講歡歲錯換擔鮮腳訓轄啟異鵬塊憲夠劇錄讀銷偉筆"
    "貢帥閣虛敗買漸頂礦圓軒貨擁惡廠賓祕評險嗎遺輸寬釋齡謙"
)
# Further ones of Japanese texts and names.
_KANJI = (
    "誌発経済産関係対応実験図館処気械歴検討価析両変観効査巻冊訳阪屋県町鈴佐藤渡辺井斎崎岡坂浦彦恵"
    "誠浩弘翔輔奈絵幸純茂豊哲隼沢広瀬荒尾堀丸杉黒戸桜櫻栗栄営囲労売読続拡権歩毎涙渇焼覚説転軽辞遅"
    "郷鉄闘陥険隠雑頼顔顕駅騒髪鶏齢歯単厳収団圏塩壊壱奨専届峠巣帯帰庁廃弁従徳恋悪悩戦戻払抜択拝拠"
    "挙挟捜捨掲揺摂撃斉暁暦曽枠栃楽様欠残殴殻沖浄浅浜渋満滝犠狭猟獣畑畳眺砕磁祭稲穂穏窓竜粋粛糸継"
    "総緑緒縁縄繊缶罪聴肢脈脳腰臓舎艦芝芸茎荘蔵薬薫虫蛍蚕融裏製複覧触訂訪訴診証詳誤課警販貫貯貿賛"
    "購趣距跡躍込返迫逆透逐途逮週違郵酸釈針鉱銅銘録鋼鍋鍛鎖鏡鑑閉閑阻附隅隔障隣雇零霊霜霧靴飲飯飼"
    "飾駆駐騎骨髄魂魅魔鳥鳴鶴黙鼓鼻"
)
# The commonest syllables of Korean texts and names.
_HANGUL = (
    "이의다는을에가고하를은로서한도지사기자리시인대어나정수일들해제전적성아보과그주장부동라상원으"
    "스만국게조여구연화공신니있계분면경용것당방무교관학유소발업회생선중비오와민세진치개단실등마거"
    "물입위심문년간체안현차히결행권월명력려모반드습영설미러본우까내양석출식통작법말터속재산불데직"
    "량금남북역음운강번표타같김박최윤임황송류홍손배백허노곽엄채천함변염추길왕옥육맹탁준혁빈호철희"
    "숙순혜훈태규환섭근욱범찬완균복춘덕봉필창종병두열렬린래레르림매머목밀바벌베벤별브블빛색센셀술"
    "슈승싱씨악알암애액야약얼엔엘예온올외요울웅워웨율융응익잉잔잡져졌족졸좌줄즉즈증질집짐참처척첫"
    "청초촌총축충취측층칙친침칭카커컨컴코콘쿠크클키탄탈택테텍토투트특티파판패퍼페편평포폭품풍프플"
    "피픽할합항핵향헌험형혼획효후흡델능네즘딥닝퓨언따른활례논"
)

_UPPER_LATIN = "ÄÖÜÉÅØÁÇŠŽŁČŚĆŻÑÍÓÆÈÀÂÊÎÔÛÚÝŘŻŹŇĎŤĐŐŰ"
_LATIN = {
    # What stands in names and titles of most languages first; then the rarer letters.
    **dict.fromkeys("éüöäáíóèçñ", 6.0),
    **dict.fromkeys("àâêîôûúßåøæãõëïùìòýœłšžčćńęąśżěřůőığşźťďňđľășű", 8.5),
    **dict.fromkeys("þðÞÐ" + _UPPER_LATIN, 9.0),
    **dict.fromkeys("–—‘’“”…", 4.0),
    **dict.fromkeys("\u00a0°·«»§®©±×µ¿¡„‚", 10.0),
}
_REPLACED, _NEVER, _SYMBOL, _RARE_LETTER = 40.0, 30.0, 14.0, 11.0
# Ranges of code points and the bits of each character in them; the first that fits counts.
_RANGES = (
    (0x3041, 0x3096, 6.5),  # hiragana
    (0x30A1, 0x30FC, 7.0),  # katakana
    (0x3000, 0x303F, 9.0),  # CJK punctuation
    (0xFF01, 0xFF5E, 10.0),  # full-width forms
    (0xFF61, 0xFF9F, 12.0),  # half-width katakana: one byte each in Shift_JIS
    (0x0430, 0x044F, 5.0),  # Cyrillic
    (0x0410, 0x042F, 7.0),
    (0x0400, 0x045F, 9.0),
    (0x4E00, 0x9FFF, 20.0),
    (0xAC00, 0xD7A3, 19.0),
    (0x0080, 0x009F, _NEVER),
    (0xE000, 0xF8FF, _NEVER),  # private use
    (0xFFFD, 0xFFFD, _REPLACED),
)
_HAN, _KANA, _SYLLABLE = "\u4e00-\u9fff", "\u3041-\u3096\u30a1-\u30fa", "\uac00-\ud7a3"
_LOWER, _UPPER = "a-zß-öø-ÿąłľśšťźžćčďęěńňőřůű", "A-ZÀ-ÖØ-ÞŒŠŽŸĄŁĽŚŤŹĆČĘĚĎĐŃŇŐŘŮŰ"
_SYMBOLS = (
    "\u0080-\u00a6\u00a8-\u00aa\u00ac-\u00b3\u00b5\u00b6\u00b8-\u00ba\u00bc-\u00bf\u00d7\u00f7"
    "\u02c6-\u02dd\u2020-\u2022\u2030\u20ac\u2122\u2202-\u25ff\ufffd"
)
_CJK = _HAN + _KANA + _SYLLABLE
_HARD = "bcdfghjklmnpqrstvwxz"
_FAMILY_NAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董潘袁蔡蒋余于杜叶程苏魏吕丁任卢姚沈钟姜崔谭陆"
    "范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭蔣葉蘇呂盧鍾譚陸韋賈鄒閻龍賀顧龔萬錢嚴湯賴莊詹游柯翁顏簡"
)
_KOREAN_FAMILY_NAMES = (
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백"
    "허유남심노하곽성차주우구민진나엄채원천방공현"
)
# What good text has hardly anywhere and how many bits more it takes there; or less, for names.
_ODDITIES = (
    (f"(?<=[A-Za-z])[{_HAN}{_SYLLABLE}](?![{_CJK}])", 12.0),
    (f"(?<![{_CJK}])[{_HAN}{_SYLLABLE}](?=[A-Za-z])", 6.0),
    (f"(?<![{_CJK}])[{_FAMILY_NAMES}][{_HAN}]{{1,2}}(?![{_CJK}])", -6.0),
    (f"(?<![{_CJK}])[{_KOREAN_FAMILY_NAMES}][{_SYLLABLE}]{{2}}(?![{_CJK}])", -6.0),
    (f"(?<=[{_HAN}])[{_SYLLABLE}]|(?<=[{_SYLLABLE}])[{_HAN}]", 6.0),
    (f"(?<=[{_KANA}])[{_SYLLABLE}]|(?<=[{_SYLLABLE}])[{_KANA}]", 10.0),
    (f"(?<=[{_LOWER}])[{_SYMBOLS}](?![0-9])|(?<=[{_UPPER}])[{_SYMBOLS}](?=[{_LOWER}])", 8.0),
    (f"(?<=[{_SYMBOLS}])[{_SYMBOLS}»]", 8.0),
    (f"(?<![{_LOWER}{_UPPER}])(?![¿¡])[{_SYMBOLS}](?=[{_LOWER}])", 8.0),
    (f"(?<=[a-z])[{_UPPER[3:]}]|(?<=[A-Z])[{_UPPER[3:]}](?=[a-z])", 9.0),
    ("(?<=[À-ž])[À-ž]", 6.0),
    ("(?<=[A-Za-zÀ-ž])[Ѐ-џ]|(?<=[Ѐ-џ])[A-Za-zÀ-ž]", 10.0),
    ("(?<=[а-я])[А-Я]", 8.0),
    # Letters where their languages do not put them: the same bytes mean others elsewhere.
    (f"[ìù](?=[a-z])|è(?=[aiouy])|ç(?=[{_HARD}])|ñ(?![aeiouáéíóú])|æ(?![a-z])|œ(?![iu])", 6.0),
    ("(?<=[a-z][a-z])’(?=[a-z]{3})|(?<![A-Za-z])[’”](?=[A-Za-z])|‚(?=[a-z])", 6.0),
    ("(?<=[0-9 ])[Ѐ-џ](?![.]?[Ѐ-џ ])|(?<![A-Za-zЀ-џ])[а-я][.]|(?<![ｦ-ﾟ])[ｦ-ﾟ](?![ｦ-ﾟ])", 8.0),
    ("(?<=[aeiouáéíóúý])ø|ø(?=[áéíóúý])|(?<=[aeouáéíóúý])ą|ą(?=[aeiouyáéíóúý])", 6.0),
    (f"(?<=[{_HARD}{_HARD.upper()}])[šžż](?=[{_HARD}])|(?<=[a-zš])§|(?<=[a-z])–(?=[a-z])", 6.0),
    ("(?<![a-z][a-z])—(?=[a-z])|(?<=[a-z])—(?![a-z][a-z])", 6.0),
    ("õ(?![a-zõ])|õ(?=s)|Ø(?=[aeou])", 4.0),
)
_PATTERNS = tuple((re.compile(pattern), more) for pattern, more in _ODDITIES)
_BRACES = re.compile(r"[{}]")
KANA = re.compile(f"[{_KANA}]")


def bits(text: str) -> float:
    """The bits `text` would take; only differences between readings of the same bytes count."""
    known = _table()
    counts = Counter(text)
    found = sum(
        4.0 * number if sign < "\x80" else number * (known.get(sign) or _other(sign))
        for sign, number in counts.items()
    )
    # Braces stand within words and mean nothing there.
    text = _BRACES.sub("", text)
    return found + sum(len(odd.findall(text)) * more for odd, more in _PATTERNS)


def _other(sign: str) -> float:
    point = ord(sign)
    for first, last, cost in _RANGES:
        if first <= point <= last:
            return cost
    if point > 0xFFFF:
        return 24.0
    return _RARE_LETTER if sign.isalpha() and point < 0x400 else _SYMBOL


@cache
def _table() -> dict[str, float]:
    """The characters that are commoner than their neighbours, and their bits."""
    table = dict.fromkeys(_first_rows("gb2312", 0xB0, 0xD7, 0xA1), 14.5)
    table |= dict.fromkeys(_first_rows("big5", 0xA4, 0xC6, 0x40), 14.5)
    table |= dict.fromkeys(_first_rows("euc-jp", 0xB0, 0xCF, 0xA1), 14.5)
    table |= dict.fromkeys(_first_rows("euc-kr", 0xB0, 0xC8, 0xA1), 13.0)
    table |= dict.fromkeys(_KNOWN_HANZI, 12.0)
    table |= dict.fromkeys(_KANJI + _TRADITIONAL, 11.0)
    table |= dict.fromkeys(_COMMON_HANZI, 10.0)
    table |= dict.fromkeys(_HANGUL, 9.5)
    return table | _LATIN


def _first_rows(codec: str, first: int, last: int, trail: int) -> str:
    """The commoner part of a national standard, which holds those characters first."""
    rows = (bytes((lead, end)) for lead in range(first, last + 1) for end in range(trail, 0xFF))
    found = "".join(pair.decode(codec, "ignore") for pair in rows)
    return "".join(sign for sign in found if sign >= "\u4e00")
