using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Switchhook.Specs.Sandbox;

public class A_recording
{
    [Fact]
    public async Task sounds_while_words_are_spoken_and_is_silent_between()
    {
        await using var sandbox = await SandboxHost.Start();
        var call = await sandbox.Analyzed(await sandbox.Simulate(await sandbox.Agent()));
        var sound = await Samples(sandbox, (string)call["recording_url"]!, channels: 1);
        sound[0].Length.ShouldBe((int)Math.Ceiling((long)call["duration_ms"]! / 1000.0 * 8000));
        Loudness(sound[0], call, _ => true, inside: true).ShouldBeGreaterThan(1000 * Loudness(sound[0], call, _ => true, inside: false));
    }

    [Fact]
    public async Task of_two_channels_has_the_caller_left_and_the_agent_right_and_lower()
    {
        await using var sandbox = await SandboxHost.Start();
        var call = await sandbox.Analyzed(await sandbox.Simulate(await sandbox.Agent()));
        var sound = await Samples(sandbox, (string)call["recording_multi_channel_url"]!, channels: 2);
        foreach (var (channel, role) in ((float[], string)[])[(sound[0], "user"), (sound[1], "agent")])
            Loudness(channel, call, said => said == role, inside: true)
                .ShouldBeGreaterThan(1000 * Loudness(channel, call, said => said == role, inside: false));
        Pitch(sound[1], call, "agent").ShouldBeLessThan(Pitch(sound[0], call, "user") - 25);
    }

    [Fact]
    public async Task can_be_fetched_in_parts()
    {
        await using var sandbox = await SandboxHost.Start();
        var call = await sandbox.Analyzed(await sandbox.Simulate(await sandbox.Agent()));
        using var part = await sandbox.Fetch((string)call["recording_url"]!, new(1000, 1999));
        ((int)part.StatusCode, part.Content.Headers.ContentLength).ShouldBe((206, 1000));
        part.Content.Headers.ContentType!.MediaType.ShouldBe("audio/wav");
    }

    [Fact]
    public async Task at_a_signed_address_is_gone_after_a_while_and_get_call_hands_out_a_fresh_one()
    {
        await using var sandbox = await SandboxHost.Start();
        var agent = await sandbox.Agent(new { opt_in_signed_url = true, signed_url_expiration_ms = 1500 });
        var id = await sandbox.Simulate(agent);
        var address = (string)(await sandbox.Analyzed(id))["recording_url"]!;
        (await Status(sandbox, address)).ShouldBe(200);
        (await Status(sandbox, address.Split('?')[0])).ShouldBe(403);
        (await Status(sandbox, address.Replace(".wav", "_multichannel.wav", StringComparison.Ordinal))).ShouldBe(403);
        await Task.Delay(1600);
        (await Status(sandbox, address)).ShouldBe(403);
        (await Status(sandbox, (string)(await sandbox.Get($"v2/get-call/{id}"))["recording_url"]!)).ShouldBe(200);
    }

    [Fact]
    public async Task is_not_there_before_the_call_ended_nor_after_it_was_deleted()
    {
        await using var sandbox = await SandboxHost.Start(pace: 0.05);
        var id = await sandbox.Simulate(await sandbox.Agent());
        (await Status(sandbox, $"{sandbox.Url}/recordings/{id}.wav")).ShouldBe(404);
        await sandbox.Analyzed(id);
        (await Status(sandbox, $"{sandbox.Url}/recordings/{id}.wav")).ShouldBe(200);
        (await sandbox.Ask("DELETE", $"v2/delete-call/{id}")).Status.ShouldBe(204);
        (await Status(sandbox, $"{sandbox.Url}/recordings/{id}.wav")).ShouldBe(404);
    }

    [Fact]
    public async Task previews_every_voice()
    {
        await using var sandbox = await SandboxHost.Start();
        foreach (var voice in (await sandbox.Get("list-voices")).AsArray())
            (await Samples(sandbox, (string)voice!["preview_audio_url"]!, channels: 1))[0].Length.ShouldBeGreaterThan(8000);
        (await sandbox.Ask("GET", "get-voice/retell-Nobody")).Status.ShouldBe(422);
    }

    static async Task<int> Status(SandboxHost sandbox, string url)
    {
        using var response = await sandbox.Fetch(url);
        return (int)response.StatusCode;
    }

    static async Task<float[][]> Samples(SandboxHost sandbox, string url, int channels)
    {
        using var response = await sandbox.Fetch(url);
        var wav = await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(22)).ShouldBe((short)channels);
        var frames = (wav.Length - 44) / 2 / channels;
        return
        [
            .. Enumerable
                .Range(0, channels)
                .Select(channel =>
                    Enumerable
                        .Range(0, frames)
                        .Select(frame => (float)BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(44 + (frame * channels + channel) * 2)))
                        .ToArray()
                ),
        ];
    }

    static IEnumerable<(int From, int To)> Words(JsonNode call, Func<string, bool> role) =>
        from turn in call["transcript_object"]!.AsArray()
        where role((string)turn!["role"]!)
        from word in turn["words"]!.AsArray()
        select ((int)((double)word!["start"]! * 8000), (int)((double)word["end"]! * 8000));

    static double Loudness(float[] sound, JsonNode call, Func<string, bool> role, bool inside)
    {
        var spoken = new bool[sound.Length];
        foreach (var (from, to) in Words(call, role))
            Array.Fill(spoken, true, from, Math.Min(to + 8, sound.Length) - from);
        var counted = sound.Where((_, i) => spoken[i] == inside).ToArray();
        return counted.Average(sample => (double)sample * sample) + (inside ? 0 : 0.001);
    }

    /// <summary>Median over the longer words of the lag at which a word is most like itself.</summary>
    static double Pitch(float[] sound, JsonNode call, string role)
    {
        var pitches = new List<double>();
        foreach (var (from, to) in Words(call, said => said == role).Where(word => word.To - word.From > 1500))
        {
            double Likeness(int lag) => Enumerable.Range(from + 300, 800).Sum(i => (double)sound[i] * sound[i + lag]);
            pitches.Add(8000.0 / Enumerable.Range(26, 70).MaxBy(Likeness));
        }

        return pitches.Order().ElementAt(pitches.Count / 2);
    }
}
