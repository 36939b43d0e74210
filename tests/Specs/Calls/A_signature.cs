using System.Globalization;
using Shouldly;
using Xunit;

namespace Switchhook.Specs.Calls;

public class A_signature
{
    public static TheoryData<string> Vectors() => [.. SignatureVector.All.Select(x => x.Name)];

    static SignatureVector Of(string name) => SignatureVector.All.Single(x => x.Name == name);

    [Fact]
    public void is_proved_by_three_vectors() =>
        SignatureVector.All.Select(x => x.Name).ShouldBe(["plain", "non-ascii", "whitespace+escapes"]);

    [Theory, MemberData(nameof(Vectors))]
    public void that_retells_sdk_made_is_accepted(string name) => Of(name).IsAccepted().ShouldBeTrue();

    [Theory, MemberData(nameof(Vectors))]
    public void is_good_for_five_minutes_both_ways_and_not_a_millisecond_longer(string name)
    {
        Of(name).IsAccepted(lateBy: 300_000).ShouldBeTrue();
        Of(name).IsAccepted(lateBy: -300_000).ShouldBeTrue();
        Of(name).IsAccepted(lateBy: 300_001).ShouldBeFalse();
        Of(name).IsAccepted(lateBy: -300_001).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Vectors))]
    public void does_not_cover_one_more_space(string name) =>
        (Of(name) with { Body = [.. Of(name).Body, (byte)' '] }).IsAccepted().ShouldBeFalse();

    [Theory, MemberData(nameof(Vectors))]
    public void does_not_cover_an_empty_body(string name) => (Of(name) with { Body = [] }).IsAccepted().ShouldBeFalse();

    [Theory, MemberData(nameof(Vectors))]
    public void does_not_cover_another_time(string name)
    {
        var vector = Of(name);
        var later = vector.Time + 1;
        (vector with { Time = later, Header = $"v={later},d={vector.Digest}" }).IsAccepted().ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Vectors))]
    public void of_another_key_is_refused(string name) => (Of(name) with { Key = Of(name).Key + "c" }).IsAccepted().ShouldBeFalse();

    [Theory, MemberData(nameof(Vectors))]
    public void may_be_written_in_capitals_and_with_leading_zeros_as_retells_own_check_allows(string name)
    {
        var vector = Of(name);
        (vector with { Header = $"V=00{vector.Time},D={vector.Digest.ToUpperInvariant()}" }).IsAccepted().ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("v={t}")]
    [InlineData("d={d}")]
    [InlineData("v={t},d=")]
    [InlineData("d={d},v={t}")]
    [InlineData("v={t}, d={d}")]
    [InlineData(" v={t},d={d}")]
    [InlineData("v={t},d={d} ")]
    [InlineData("v={t},d={d}\n")]
    [InlineData("v={t},d={d},d={d}")]
    [InlineData("v=-{t},d={d}")]
    [InlineData("v=+{t},d={d}")]
    [InlineData("v={t}.0,d={d}")]
    [InlineData("v=1e12,d={d}")]
    [InlineData("v=١٧٦٤٠٠٠٠٠٠٠٠٠,d={d}")]
    [InlineData("v=9007199254740992,d={d}")]
    [InlineData("v=99999999999999999999999,d={d}")]
    [InlineData("v={t},d={d}0")]
    [InlineData("v={t},d={d}00")]
    [InlineData("v={t},d=0{d}")]
    [InlineData("v={t},d=abc")]
    [InlineData("v={t},d=zz")]
    [InlineData("sha256={d}")]
    public void in_any_other_form_is_refused(string form)
    {
        var vector = Of("plain");
        var header = form.Replace("{t}", vector.Time.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{d}", vector.Digest, StringComparison.Ordinal);
        (vector with { Header = header }).IsAccepted().ShouldBeFalse();
    }

    [Fact]
    public void that_was_altered_anyhow_is_never_accepted()
    {
        const int seed = 20261124;
        var alterations = new SignatureMutations(seed);
        var accepted = new List<string>();
        for (var i = 0; i < 20_000; i++)
            if (alterations.Of(SignatureVector.All[i % SignatureVector.All.Count]) is var altered && altered.IsAccepted())
                accepted.Add($"seed {seed}, number {i}: {altered.Header} over {Convert.ToBase64String(altered.Body)}");
        accepted.ShouldBeEmpty();
        alterations.Kinds.ShouldAllBe(x => x.Value > 1000);
    }
}
