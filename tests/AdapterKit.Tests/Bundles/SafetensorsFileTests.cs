using System.Text;
using AdapterKit.Testing;

namespace AdapterKit.Tests;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    private string Path => folder.PathOf("t.safetensors");

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    public static TheoryData<ScalarType> Dtypes =>
    [
        ScalarType.Float64, ScalarType.Int64, ScalarType.Float32, ScalarType.Int32, ScalarType.Float16,
        ScalarType.BFloat16, ScalarType.Int16, ScalarType.Int8, ScalarType.Byte, ScalarType.Bool,
    ];

    [Theory, MemberData(nameof(Dtypes))]
    public void Every_dtype_comes_back_as_it_went_in(ScalarType dtype)
    {
        var matrix = randn(3, 5).mul(40).to(dtype);
        SafetensorsFile.Write(
            Path, [("matrix", matrix), ("scalar", matrix[0, 0]), ("none", empty([0, 7], dtype)), ("deep", matrix.reshape(1, 3, 1, 5, 1))]);

        using var file = SafetensorsFile.Open(Path);

        Assert.Equal(["deep", "matrix", "none", "scalar"], file.Keys);
        AssertSame(matrix, file.Read("matrix"));
        AssertSame(matrix[0, 0], file.Read("scalar"));
        AssertSame(empty([0, 7], dtype), file.Read("none"));
        Assert.Equal([1, 3, 1, 5, 1], file.Entry("deep").Shape);
        Assert.Equal(dtype, file.Entry("deep").Dtype);
    }

    // A mapped file would end the process here.
    [Fact]
    public void A_file_that_is_cut_off_while_it_is_open_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("cut.safetensors");
        using var weights = ones(64, 64);
        SafetensorsFile.Write(path, [("weights", weights)]);
        using var file = SafetensorsFile.Open(path);
        using (var other = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            other.SetLength(1000);

        var error = Assert.Throws<SafetensorsException>(() => file.Read("weights"));

        Assert.Contains("cut off", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Views_are_written_as_the_values_they_show()
    {
        var matrix = arange(12, dtype: float32).reshape(3, 4);
        SafetensorsFile.Write(Path, [("transposed", matrix.t()), ("column", matrix[.., 1]), ("expanded", matrix[0].expand(2, 4))]);

        using var file = SafetensorsFile.Open(Path);

        AssertSame(matrix.t().contiguous(), file.Read("transposed"));
        AssertSame(tensor(new float[] { 1, 5, 9 }), file.Read("column"));
        AssertSame(tensor(new float[,] { { 0, 1, 2, 3 }, { 0, 1, 2, 3 } }), file.Read("expanded"));
    }

    [Fact]
    public void The_same_tensors_give_the_same_bytes_in_any_order()
    {
        var (a, b, c) = (randn(3), ones(5, dtype: int64), zeros(1, dtype: @bool));
        SafetensorsFile.Write(Path, [("a", a), ("b", b), ("c", c)], new Dictionary<string, string> { ["x"] = "1", ["y"] = "2" });
        var other = folder.PathOf("other.safetensors");
        SafetensorsFile.Write(other, [("c", c), ("b", b), ("a", a)], new Dictionary<string, string> { ["y"] = "2", ["x"] = "1" });

        Assert.Equal(File.ReadAllBytes(Path), File.ReadAllBytes(other));
    }

    [Fact]
    public void The_bytes_written_are_those_of_the_format()
    {
        SafetensorsFile.Write(
            Path, [("b", tensor((byte)7)), ("a", tensor(new float[] { 1, -2 }))], new Dictionary<string, string> { ["é"] = "\"" });

        var header =
            """{"__metadata__":{"é":"\""},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"""
            + "\"b\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[8,9]}}";
        var padded = Encoding.UTF8.GetBytes(header).ToList();
        while (padded.Count % 8 != 0) padded.Add((byte)' ');
        byte[] data = [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 7];
        Assert.Equal([.. SafetensorsBytes.LengthOf((ulong)padded.Count), .. padded, .. data], File.ReadAllBytes(Path));
    }

    [Fact]
    public void Metadata_and_names_of_any_script_come_back()
    {
        var metadata = new Dictionary<string, string> { ["format"] = "pt", ["žluť"] = "line\n\"quoted\"", [""] = "" };
        SafetensorsFile.Write(Path, [("слой.0", ones(1)), ("", ones(2)), ("a\"b\\c", ones(3))], metadata);

        using var file = SafetensorsFile.Open(Path);

        Assert.Equal(metadata, file.Metadata);
        Assert.Equal(["", "a\"b\\c", "слой.0"], file.Keys);
    }

    [Fact]
    public void A_file_without_tensors_is_a_file()
    {
        SafetensorsFile.Write(Path, []);

        using var file = SafetensorsFile.Open(Path);

        Assert.Empty(file.Keys);
        Assert.Empty(file.Metadata);
    }

    [Fact]
    public void Tensors_outlive_the_file_and_do_not_change_it()
    {
        SafetensorsFile.Write(Path, [("a", ones(4))]);
        Tensor read;
        using (var file = SafetensorsFile.Open(Path)) read = file.Read("a");

        read.add_(1);

        Assert.Equal(8f, read.sum().item<float>());
        using var again = SafetensorsFile.Open(Path);
        AssertSame(ones(4), again.Read("a"));
    }

    [Fact]
    public void Copying_fills_parameters_and_views_in_place()
    {
        var matrix = randn(2, 3);
        SafetensorsFile.Write(Path, [("w", matrix)]);
        var parameter = nn.Parameter(zeros(2, 3));
        var view = zeros(3, 2).t();

        using var file = SafetensorsFile.Open(Path);
        file.CopyInto("w", parameter);
        file.CopyInto("w", view);

        AssertSame(matrix, parameter.detach());
        AssertSame(matrix, view.contiguous());
        Assert.True(parameter.requires_grad && parameter.is_leaf);
    }

    [Fact]
    public void Copying_neither_broadcasts_nor_casts_nor_reshapes()
    {
        SafetensorsFile.Write(Path, [("w", ones(1)), ("square", ones(2, 2))]);
        using var file = SafetensorsFile.Open(Path);

        var broadcast = Assert.Throws<SafetensorsException>(() => file.CopyInto("w", zeros(4)));
        var cast = Assert.Throws<SafetensorsException>(() => file.CopyInto("w", zeros(1, dtype: float64)));
        Assert.Throws<SafetensorsException>(() => file.CopyInto("square", zeros(4)));

        Assert.Equal($"{Path}: tensor 'w': the file has float32 [1], and float32 [4] is needed.", broadcast.Message);
        Assert.Equal($"{Path}: tensor 'w': the file has float32 [1], and float64 [1] is needed.", cast.Message);
        Assert.Equal(("w", Path), (cast.Key, cast.File));
    }

    [Fact]
    public void A_missing_key_is_named_beside_those_there_are()
    {
        SafetensorsFile.Write(Path, [("up.weight", ones(1)), ("down.weight", ones(1))]);
        using var file = SafetensorsFile.Open(Path);

        var error = Assert.Throws<SafetensorsException>(() => file.Read("up.bias"));

        Assert.Contains("'up.bias'", error.Message, StringComparison.Ordinal);
        Assert.Contains("2 tensors: down.weight, up.weight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_written_leaves_the_old_file_and_nothing_else()
    {
        SafetensorsFile.Write(Path, [("a", ones(1))]);
        var before = File.ReadAllBytes(Path);
        using var disposed = ones(1);
        disposed.Dispose();

        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(Path, [("a", ones(1)), ("a", ones(1))]));
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(Path, [("__metadata__", ones(1))]));
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(Path, [("a", zeros(1, dtype: complex64))]));
        Assert.ThrowsAny<Exception>(() => SafetensorsFile.Write(Path, [("a", ones(1)), ("b", disposed)]));

        Assert.Equal(before, File.ReadAllBytes(Path));
        Assert.Equal([Path], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void A_file_that_is_replaced_while_open_stays_readable()
    {
        SafetensorsFile.Write(Path, [("a", ones(2))]);
        using var file = SafetensorsFile.Open(Path);

        SafetensorsFile.Write(Path, [("a", zeros(100))]);

        AssertSame(ones(2), file.Read("a"));
    }

    [Fact]
    public void Reading_after_dispose_throws()
    {
        SafetensorsFile.Write(Path, [("a", ones(2))]);
        var file = SafetensorsFile.Open(Path);
        file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => file.Read("a"));
    }

    [Fact]
    public void Reading_writing_and_refusing_leave_no_native_tensor_behind()
    {
        var (target, source) = (zeros(3), randn(3));
        var flags = SafetensorsBytes.Of("""{"b":{"dtype":"BOOL","shape":[1],"data_offsets":[0,1]}}""", 1);
        flags[^1] = 2;
        File.WriteAllBytes(folder.PathOf("flags"), flags);

        NativeTensors.NoneLeftBehind(() =>
        {
            SafetensorsFile.Write(Path, [("a", source)]);
            using var file = SafetensorsFile.Open(Path);
            file.Read("a").Dispose();
            file.CopyInto("a", target);
            Assert.Throws<SafetensorsException>(() => file.Read("b"));
            using var bad = SafetensorsFile.Open(folder.PathOf("flags"));
            Assert.Throws<SafetensorsException>(() => bad.Read("b"));
        });
    }

    [Fact]
    public void A_file_of_another_writer_reads_as_it_says()
    {
        var facts = Goldens.Facts("bert_pfeiffer").GetProperty("tensors");
        using var file = Goldens.Tensors("bert_pfeiffer");

        Assert.Equal(facts.EnumerateObject().Select(tensor => tensor.Name).Order(StringComparer.Ordinal), file.Keys);
        foreach (var fact in facts.EnumerateObject())
            Assert.Equal(fact.Value.EnumerateArray().Select(size => size.GetInt64()), file.Entry(fact.Name).Shape);
        Assert.Equal([12, 9, 5], file.Read("in/attention_mask").sum(1).data<long>().ToArray());
        var hidden = file.Read("out/last_hidden_state");
        var loss = hidden.square().sum().item<float>();
        Assert.Equal(Goldens.Facts("bert_pfeiffer").GetProperty("grad_loss_sum_sq").GetSingle(), loss, loss * 1e-5f);
    }

    private static void AssertSame(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.dtype, actual.dtype);
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(expected.contiguous().bytes.ToArray(), actual.bytes.ToArray());
    }
}
