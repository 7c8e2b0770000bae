using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace AdapterKit.Onnx.Tests;

/// <summary>A model as ONNX Runtime sees it, opened from the file.</summary>
internal sealed class ExportedModel : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly InferenceSession session;

    public ExportedModel(IReadOnlyList<TaskAdapter> tasks, DropSet? drop = null)
    {
        Export = OnnxExporter.Write(folder.PathOf("model.onnx"), tasks, drop);
        session = new InferenceSession(Export.File);
    }

    public OnnxExport Export { get; }

    public ModelMetadata Metadata => session.ModelMetadata;

    public IReadOnlyList<string> Inputs => [.. session.InputMetadata.Keys];

    public IReadOnlyList<string> Outputs => [.. session.OutputMetadata.Keys];

    /// <summary>The largest difference between a task's logits here and there, over some random batches.</summary>
    public static double MeasureDifference(TaskAdapter task, DropSet? drop = null, int seed = 1)
    {
        using var model = new ExportedModel([task], drop);
        using var plan = task.Backbone.Compile(Setup.Of(task.Id).Drop(drop ?? DropSet.None), [task]);
        var any = new Random(seed);
        return Enumerable.Range(0, 3).Max(_ =>
        {
            using var batch = RandomModels.CreateBatch(any);
            return model.MeasureDifference(batch, task, plan);
        });
    }

    public double MeasureDifference(TokenBatch batch, TaskAdapter task, AdapterPlan? plan = null)
    {
        using var scope = NewDisposeScope();
        using var inference = no_grad();
        var expected = task.Head(task.Backbone.PooledFeatures(batch, plan ?? task.Plan));
        return Math.Max(
            MeasureDifference(expected, Run(batch, task.Id)),
            MeasureDifference(expected.softmax(-1), Run(batch, $"{task.Id}.probabilities")));
    }

    public static double MeasureDifference(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        return (expected - actual).abs().max().ToDouble();
    }

    /// <summary>Runs the model; the result belongs to the open dispose scope.</summary>
    public Tensor Run(TokenBatch batch, string output)
    {
        using var mask = batch.Mask.to(int64);
        using var segments = batch.Segments?.alias() ?? zeros_like(batch.Ids);
        var inputs = new Dictionary<string, Tensor>
        {
            ["input_ids"] = batch.Ids,
            ["attention_mask"] = mask,
            ["token_type_ids"] = segments,
        };
        using var results = session.Run([.. Inputs.Select(name => ToInput(name, inputs[name]))], [output]);
        var values = results[0].AsTensor<float>();
        return tensor(values.ToArray(), [.. values.Dimensions.ToArray().Select(size => (long)size)]);
    }

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    private static NamedOnnxValue ToInput(string name, Tensor values) => NamedOnnxValue.CreateFromTensor(
        name, new DenseTensor<long>(values.data<long>().ToArray(), [.. values.shape.Select(size => (int)size)]));
}
