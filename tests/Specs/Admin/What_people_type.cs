using Shouldly;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Sessions;
using Switchhook.Admin.SignIn;
using Xunit;

namespace Switchhook.Specs.Admin;

public class A_password
{
    [Theory, InlineData("correct horse battery"), InlineData("ten chars!"), InlineData("Übergröße 7"), InlineData("    spaces count")]
    public void is_good_when_it_is_long(string password) => PasswordRules.ValidationError("ana@example.com", password).ShouldBeNull();

    [Theory, InlineData(null), InlineData(""), InlineData("ninechars")]
    public void is_refused_when_short(string? password) =>
        PasswordRules.ValidationError("ana@example.com", password).ShouldNotBeNull().ShouldContain("at least 10");

    [Fact]
    public void is_refused_when_hashing_it_would_be_an_attack() =>
        PasswordRules.ValidationError(null, new string('a', 100) + new string('b', 101)).ShouldNotBeNull().ShouldContain("at most 200");

    [
        Theory,
        InlineData("password123"),
        InlineData("PassWord1234"),
        InlineData("1234567890"),
        InlineData("aaaaaaaaaaaa"),
        InlineData("abababababab"),
        InlineData("switchhook123")
    ]
    public void is_refused_when_others_would_try_it_first(string password) =>
        PasswordRules.ValidationError("ana@example.com", password).ShouldNotBeNull().ShouldContain("first");

    [Theory, InlineData("ana.reyes.dental@example.com"), InlineData("Ana.Reyes.Dental")]
    public void is_refused_when_it_is_the_address(string password) =>
        PasswordRules.ValidationError("ana.reyes.dental@example.com", password).ShouldNotBeNull().ShouldContain("not a password");
}

public class An_e_mail_address
{
    [Theory]
    [InlineData("ana@example.com", "ana@example.com")]
    [InlineData("  ana.reyes+agents@mail.example.co.uk ", "ana.reyes+agents@mail.example.co.uk")]
    [InlineData("Ana@Example.com", "Ana@Example.com")]
    public void is_kept_as_it_is_written(string typed, string address) => AccountEmail.Read(typed).ShouldBe(address);

    [Theory]
    [InlineData(null), InlineData(""), InlineData("   "), InlineData("ana"), InlineData("ana@"), InlineData("@example.com")]
    [
        InlineData("Ana <ana@example.com>"),
        InlineData("ana@example.com, bob@example.com"),
        InlineData("ana@example.com\r\nBcc: bob@example.com"),
        InlineData("ana\0@example.com")
    ]
    public void is_none_when_mail_could_not_reach_it_alone(string? typed) => AccountEmail.Read(typed).ShouldBeNull();

    [Theory]
    [
        InlineData("ana@example.com\u200b"),
        InlineData("\u200bana@example.com"),
        InlineData("ana@ｅｘａｍｐｌｅ.com"),
        InlineData("ａｎａ@example.com"),
        InlineData("ana@exam\u00adple.com")
    ]
    public void is_the_one_that_mail_goes_to_however_it_is_spelled(string typed) => AccountEmail.Read(typed).ShouldBe("ana@example.com");

    [Theory, InlineData("ana@example。com"), InlineData("ana@exa mple.com"), InlineData("ana@example.com\ud83d")]
    public void is_none_with_a_host_that_cannot_be(string typed) => AccountEmail.Read(typed).ShouldBeNull();

    [Fact]
    public void is_none_when_endless() => AccountEmail.Read(new string('a', 250) + "@example.com").ShouldBeNull();
}

public class The_name_of_a_device
{
    [Theory]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
        "Chrome on Windows"
    )]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
        "Edge on Windows"
    )]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Linux")]
    [InlineData(
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
        "Safari on macOS"
    )]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0 "
            + "Mobile/15E148 Safari/604.1",
        "Chrome on iPhone"
    )]
    [InlineData(
        "Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 "
            + "Mobile Safari/537.36",
        "Samsung Internet on Android"
    )]
    [InlineData(
        "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
        "Chrome on ChromeOS"
    )]
    [InlineData("curl/8.11.1", "curl")]
    public void is_what_its_owner_would_call_it(string userAgent, string name) => DeviceName.Read(userAgent).ShouldBe(name);

    [Theory, InlineData(null), InlineData(""), InlineData("<script>alert(1)</script>")]
    public void repeats_nothing_that_it_does_not_know(string? userAgent) => DeviceName.Read(userAgent).ShouldBe("A browser");
}
