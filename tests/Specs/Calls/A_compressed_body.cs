using System.Security.Cryptography;
using Shouldly;
using Switchhook.Calls.Ingestion;
using Xunit;

namespace Switchhook.Specs.Calls;

public class A_compressed_body
{
    [Fact]
    public void is_read_back_byte_for_byte_and_takes_less_room()
    {
        foreach (var file in Directory.GetFiles(Given.Samples))
        {
            var body = File.ReadAllBytes(file);
            var packed = CompressedBody.Of(body);
            packed.Packing.ShouldBe("br");
            packed.Bytes.Length.ShouldBeLessThan(body.Length);
            packed.Unpacked(body.Length).ShouldBe(body);
        }
    }

    [Theory, InlineData(0), InlineData(1), InlineData(5_000)]
    public void stays_as_it_came_where_nothing_is_gained(int size)
    {
        var noise = RandomNumberGenerator.GetBytes(size);
        var packed = CompressedBody.Of(noise);
        packed.Packing.ShouldBeNull();
        packed.Unpacked(size).ShouldBe(noise);
    }

    [Fact]
    public void that_was_damaged_is_never_taken_for_another()
    {
        var body = Given.Sample("call_ended.phone");
        var packed = CompressedBody.Of(body);
        Should.Throw<InvalidDataException>(() => new CompressedBody(packed.Bytes[..^9], packed.Packing).Unpacked(body.Length));
        Should.Throw<InvalidDataException>(() => packed.Unpacked(body.Length + 1));
        Should.Throw<InvalidDataException>(() => new CompressedBody(packed.Bytes, "zip").Unpacked(body.Length));
    }
}
