using AdapterKit.Testing;

namespace AdapterKit.Tests;

public sealed class SafetensorsCorruptionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly byte[] sound;
    private readonly int dataStart;

    public SafetensorsCorruptionTests()
    {
        using var scope = NewDisposeScope();
        var path = folder.PathOf("sound.safetensors");
        SafetensorsFile.Write(path,
        [
            ("up.weight", randn(4, 2)), ("up.bias", zeros(4)), ("ids", arange(3, dtype: int64)),
            ("half", ones(2, dtype: float16)), ("flags", tensor(new[] { true, false, true })), ("none", empty(0, dtype: int8)),
        ], new Dictionary<string, string> { ["format"] = "1" });
        sound = File.ReadAllBytes(path);
        dataStart = 8 + BitConverter.ToInt32(sound);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        for (var length = 0; length < sound.Length; length++)
            Assert.Null(ReadAll(sound[..length]));
    }

    [Fact]
    public void A_file_with_bytes_put_in_or_taken_out_anywhere_is_refused()
    {
        // A blank put in between two tokens of the header would be sound JSON; but then the header's length lacks one.
        for (var at = 0; at < sound.Length; at++)
        {
            Assert.Null(ReadAll([.. sound[..at], (byte)' ', .. sound[at..]]));
            Assert.Null(ReadAll([.. sound[..at], .. sound[(at + 1)..]]));
        }
    }

    [Fact]
    public void A_flipped_bit_in_the_header_is_refused_or_leaves_every_tensor_within_the_file()
    {
        var refused = 0;
        foreach (var bytes in Flipped(0, dataStart))
        {
            if (ReadAll(bytes) is { } read) Assert.Equal(sound.Length - dataStart, read.Sum(tensor => tensor.Length));
            else refused++;
        }
        // What passes is a letter of a name, of the metadata, or one dtype in place of another of its size.
        Assert.InRange(refused, 0.8 * 8 * dataStart, 8 * dataStart);
    }

    [Fact]
    public void A_flipped_bit_in_the_data_is_that_bit_and_no_other()
    {
        foreach (var bytes in Flipped(dataStart, sound.Length))
        {
            if (ReadAll(bytes) is { } read) Assert.Equal(bytes[dataStart..], read.SelectMany(tensor => tensor));
        }
    }

    [Fact]
    public void Random_bytes_are_refused()
    {
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var bytes = (byte[])sound.Clone();
            for (var n = random.Next(1, 20); n > 0; n--) bytes[random.Next(dataStart)] = (byte)random.Next(256);
            ReadAll(bytes);
            random.NextBytes(bytes);
            Assert.Null(ReadAll(bytes));
        }
    }

    private IEnumerable<byte[]> Flipped(int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var bytes = (byte[])sound.Clone();
                bytes[at] ^= (byte)(1 << bit);
                yield return bytes;
            }
        }
    }

    /// <summary>The bytes of all tensors in file order; null where the file is refused. Any other error fails the test.</summary>
    private List<byte[]>? ReadAll(byte[] bytes)
    {
        var path = folder.PathOf("broken.safetensors");
        File.WriteAllBytes(path, bytes);
        try
        {
            using var file = SafetensorsFile.Open(path);
            return [.. file.Keys.OrderBy(key => file.Entry(key).Offset).Select(key =>
            {
                using var tensor = file.Read(key);
                return tensor.bytes.ToArray();
            })];
        }
        catch (SafetensorsException)
        {
            return null;
        }
    }
}
