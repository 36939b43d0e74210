using Shouldly;
using Switchhook.App.Hosting.InstallationIdentity;
using Xunit;

namespace Switchhook.Specs.Platform;

public class Recognizing_the_installation
{
    static readonly Guid Epoch = Guid.NewGuid(),
        Folder = Guid.NewGuid();
    static readonly InstallationEvidence Usual = new(
        "7/5:01",
        IsUnused: false,
        new(Epoch, "7/5:01"),
        new(Epoch, Born: 100, Counter: 40),
        new(Folder, Epoch, 40),
        FolderBorn: 100,
        HasKeys: true,
        AnotherRuns: false
    );

    static RecognitionOutcome Of(InstallationEvidence evidence) => evidence.Evaluate().Kind;

    [Fact]
    public void succeeds_where_database_and_folder_know_each_other() => Of(Usual).ShouldBe(RecognitionOutcome.Same);

    [Theory]
    [InlineData(39)]
    [InlineData(40)]
    [InlineData(0)]
    public void succeeds_after_a_crash_between_the_two(int behind) =>
        Of(Usual with { Folder = new(Folder, Epoch, behind), Known = new(Epoch, 100, Math.Max(40, behind)) })
            .ShouldBe(RecognitionOutcome.Same);

    [Fact]
    public void succeeds_on_a_new_database_whatever_the_folder_was_used_for()
    {
        var unused = Usual with { Installation = null, Known = null, IsUnused = true };
        Of(unused).ShouldBe(RecognitionOutcome.New);
        Of(unused with { Folder = null, HasKeys = false }).ShouldBe(RecognitionOutcome.New);
    }

    [Fact]
    public void succeeds_after_an_upgrade_with_the_folder_that_has_the_keys()
    {
        var older = Usual with { Installation = null, Known = null, Folder = null };
        Of(older).ShouldBe(RecognitionOutcome.New);
        Of(older with { HasKeys = false }).ShouldBe(RecognitionOutcome.Unknown);
    }

    public static TheoryData<string> Copies() =>
        ["moved database", "standby", "other folder", "copied folder", "older database", "much older database", "older folder"];

    [Theory]
    [MemberData(nameof(Copies))]
    public void fails_with_a_sentence(string what)
    {
        var finding = (
            what switch
            {
                "moved database" => Usual with { Database = "8/5:01" },
                "standby" => Usual with { Database = "7/5:02" },
                "other folder" => Usual with { Folder = null, Known = null },
                "copied folder" => Usual with { FolderBorn = 101 },
                "older database" => Usual with { Known = new(Epoch, 100, 39) },
                "much older database" => Usual with { Known = null },
                _ => Usual with { Folder = new(Folder, Epoch, 40), Known = new(Epoch, 100, 140) },
            }
        ).Evaluate();
        finding.Kind.ShouldBe(RecognitionOutcome.Unknown);
        finding.Why.ShouldNotBeNull().ShouldEndWith(".");
    }

    [Fact]
    public void succeeds_for_a_new_node_beside_one_that_runs_on_the_same_database()
    {
        Of(Usual with { Folder = null, Known = null, AnotherRuns = true }).ShouldBe(RecognitionOutcome.Joins);
        Of(Usual with { FolderBorn = 101, AnotherRuns = true }).ShouldBe(RecognitionOutcome.Joins);
        Of(Usual with { Database = "8/5:01", AnotherRuns = true }).ShouldBe(RecognitionOutcome.Unknown);
        Of(Usual with { Known = new(Epoch, 100, 39), AnotherRuns = true }).ShouldBe(RecognitionOutcome.Unknown);
    }

    [Fact]
    public void fails_after_a_new_epoch_began_elsewhere() =>
        Of(Usual with { Folder = new(Folder, Guid.NewGuid(), 40) }).ShouldBe(RecognitionOutcome.Unknown);
}
