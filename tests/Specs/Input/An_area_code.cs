using Shouldly;
using Switchhook.BuildingBlocks.Input;
using Xunit;

namespace Switchhook.Specs.Input;

public class An_area_code
{
    [Theory]
    [InlineData("415", 415)]
    [InlineData(" 212 ", 212)]
    [InlineData("(312)", 312)]
    [InlineData("202", 202)]
    [InlineData("737", 737)]
    [InlineData("907", 907)]
    [InlineData("808", 808)]
    [InlineData("983", 983)]
    [InlineData("472", 472)]
    [InlineData("738", 738)]
    public void is_one_of_the_united_states(string typed, int code)
    {
        AreaCode.ValidationError(typed).ShouldBeNull();
        AreaCode.Read(typed).ShouldBe(code);
    }

    [Theory]
    [InlineData("", "three digits")]
    [InlineData("41", "three digits")]
    [InlineData("4155", "three digits")]
    [InlineData("abc", "three digits")]
    [InlineData("４１５", "three digits")]
    [InlineData("123", "start with 2 to 9")]
    [InlineData("000", "start with 2 to 9")]
    [InlineData("199", "start with 2 to 9")]
    [InlineData("911", "service number")]
    [InlineData("411", "service number")]
    [InlineData("211", "service number")]
    [InlineData("999", "No area code 999")]
    [InlineData("290", "No area code 290")]
    [InlineData("370", "No area code 370")]
    [InlineData("800", "toll-free")]
    [InlineData("888", "toll-free")]
    [InlineData("833", "toll-free")]
    [InlineData("900", "charge their callers")]
    [InlineData("500", "no local numbers")]
    [InlineData("416", "not in the United States")]
    [InlineData("604", "not in the United States")]
    [InlineData("876", "not in the United States")]
    [InlineData("242", "not in the United States")]
    [InlineData("787", "not in the United States")]
    public void is_told_from_digits_that_are_none(string typed, string sentence)
    {
        AreaCode.ValidationError(typed).ShouldNotBeNull().ShouldContain(sentence);
        AreaCode.Read(typed).ShouldBeNull();
    }
}
