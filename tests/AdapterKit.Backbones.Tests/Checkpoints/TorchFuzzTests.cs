using System.Diagnostics;

namespace AdapterKit.Backbones.Tests;

public sealed class TorchFuzzTests : IDisposable
{
    private const int Inputs = 4000;
    private const long MaxAllocated = 8 << 20;

    private static readonly byte[] Telling = [0, 1, 0x7f, 0x80, 0xff, .. "(tRcQh.})]"u8];

    private readonly TemporaryFolder directory = new();

    public void Dispose() => directory.Dispose();

    [SkippableFact]
    public void A_damaged_file_is_read_or_refused_in_bounded_time_and_memory()
    {
        var random = new Random(20_13);
        var valid = Valid();
        var (read, refused) = (0, 0);
        var path = directory.PathOf("damaged.bin");
        for (var i = 0; i < Inputs; i++)
        {
            File.WriteAllBytes(path, Damage(random, valid[i % valid.Count]));
            var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            try
            {
                Read(path);
                read++;
            }
            catch (CheckpointException error)
            {
                Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
                refused++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocated);
            Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
        }

        // Damage to values alone cannot be noticed; most damage to the structure must be.
        Assert.InRange(read, Inputs / 20, Inputs);
        Assert.InRange(refused, Inputs / 3, Inputs);
    }

    private static void Read(string path)
    {
        using var file = TorchCheckpoint.Open(path);
        foreach (var key in file.Keys)
        {
            using var tensor = file.Read(key);
            Assert.Equal(file.Describe(key).Shape, tensor.shape);
        }
    }

    private static List<byte[]> Valid()
    {
        var shared = TestStorage.Range("0", 12);
        TestTensor[] tensors =
        [
            new("whole", shared, [3, 4], [4, 1], IsParameter: true),
            new("transposed", shared, [4, 3], [1, 4]),
            new("column", shared, [3], [4], 1),
            new("flags", new TestStorage("1", "BoolStorage", 1, [0, 1, 1]), [3], [1]),
            new("empty", TestStorage.Floats("2"), [0, 5], [5, 1]),
        ];
        var goldens = Path.Combine(TestProject.DirectoryOf(typeof(TorchFuzzTests).Assembly), "Goldens", "torch");
        return
        [
            TorchFiles.Zip(2, tensors),
            TorchFiles.Zip(4, tensors),
            TorchFiles.Legacy(tensors),
            LargeZip.From(TorchFiles.Zip(2, tensors)),
            File.ReadAllBytes(Path.Combine(goldens, "bert_head_qa.bin")),
        ];
    }

    private static byte[] Damage(Random random, byte[] valid)
    {
        var bytes = valid.ToList();
        for (var left = random.Next(1, 5); left > 0 && bytes.Count > 0; left--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 16), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = Telling[random.Next(Telling.Length)]; break;
                case 2: bytes[at] = (byte)random.Next(256); break;
                case 3: bytes.RemoveRange(at, length); break;
                case 4: bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length)); break;
                case 5: bytes.Insert(at, Telling[random.Next(Telling.Length)]); break;
                default:
                    for (var i = at; i < at + Math.Min(length, 8); i++)
                        bytes[i] = 0xff;

                    break;
            }
        }

        return random.Next(20) == 0 ? [.. bytes[..random.Next(bytes.Count + 1)]] : [.. bytes];
    }
}
