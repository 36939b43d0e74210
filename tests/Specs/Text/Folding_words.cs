using Shouldly;
using Switchhook.BuildingBlocks.Text;
using Xunit;

namespace Switchhook.Specs.Text;

public class Folding_words
{
    [Theory]
    [InlineData("José O’Brien", "jose obrien")]
    [InlineData("JOSE\u0301 o'brien", "jose obrien")]
    [InlineData("oʼbrien O`Brien O´Brien", "obrien obrien obrien")]
    [InlineData("Łukasz Strauß", "lukasz strauss")]
    [InlineData("STRAUẞ", "strauss")]
    [InlineData("Søren Kjærgård", "soren kjaergard")]
    [InlineData("Đặng Thị Hằng", "dang thi hang")]
    [InlineData("İstanbul ılık", "istanbul ilik")]
    [InlineData("Þórður Guðmundsdóttir", "thordur gudmundsdottir")]
    [InlineData("Γιώργος", "γιωργοσ")]
    [InlineData("Алёна Йод", "алена иод")]
    [InlineData("ﬁancé", "fiance")]
    [InlineData("Ｍａｒｉａ １２", "maria 12")]
    [InlineData("don't can’t", "dont cant")]
    [InlineData("maria@example.com", "maria example com")]
    [InlineData("מִרְיָם", "מרימ", "מרים")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("%_'--", "")]
    public void leaves_what_people_type(string? text, string words, string? or = null) =>
        new[] { words, or ?? words }.ShouldContain(string.Join(' ', TextFolding.Words(text).Select(x => x.Word)));

    [Theory]
    [InlineData("電話", "電話")]
    [InlineData("電話番号", "電話 話番 番号")]
    [InlineData("電", "電")]
    [InlineData("iPhoneを買う", "iphone を買 買う")]
    [InlineData("東京 2-1", "東京 2 1")]
    [InlineData("がん", "かん")]
    [InlineData("𠮷野家", "𠮷野 野家")]
    [InlineData("สวัสดี", "สว วส สด")]
    [InlineData("안녕하세요 여러분", "안녕하세요 여러분")]
    public void takes_two_characters_of_a_script_without_blanks(string text, string words) =>
        string.Join(' ', TextFolding.Words(text).Select(x => x.Word)).ShouldBe(words);

    [
        Theory,
        InlineData("O’Brien", "brien"),
        InlineData("don't", ""),
        InlineData("電話番号", "号"),
        InlineData("電", ""),
        InlineData("d'Artagnan-l'Estrange", "artagnan estrange")
    ]
    public void knows_what_more_a_word_is_found_by(string text, string parts) =>
        string.Join(' ', TextFolding.Parts(text).Select(x => x.Word)).ShouldBe(parts);

    [Theory, InlineData("Say José O’Brien, 電話番号 now: Straße!"), InlineData("🎉 a\ud800b 𝒜 ﷺ")]
    public void says_where_each_stands(string text)
    {
        foreach (var word in TextFolding.Words(text).Concat(TextFolding.Parts(text)))
            TextFolding.Fold(text.Substring(word.From, word.Length)).ShouldBe(word.Word);
    }

    /// <summary>Whatever it is: what comes out has nothing left to fold, and no database refuses it.</summary>
    [Fact]
    public void is_done_once()
    {
        var chance = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, 12).Select(_ => (char)chance.Next(chance.Next(2) == 0 ? 0x250 : 0x10000)));
            foreach (var word in TextFolding.Words(text))
            {
                word.Word.Any(char.IsSurrogate).ShouldBe(word.Word.EnumerateRunes().Any(x => x.Utf16SequenceLength == 2));
                TextFolding.Fold(word.Word).ShouldBe(word.Word, text);
            }
        }
    }
}
