/* FANN, the Fast Artificial Neural Network Library, under the protocol of peer.py.
 *
 * It has sigmoid and tanh with the squared error, and no ReLU, softmax or Adam. It learns online: after every sample, which is its
 * `fann_train` and what it is made for. A step for every batch of 10 is possible by handing parts of the set to
 * `fann_train_epoch` with FANN_TRAIN_BATCH; both are asked for in the round that warms up (see below), and the faster one is used. */
#define _POSIX_C_SOURCE 199309L
#include <floatfann.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *folder;
static struct fann *network;
static fann_type **inputs, **targets;
static unsigned count;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

static void *read_file(const char *name, const char *ending, long *length)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.%s", folder, name, ending);
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    fseek(file, 0, SEEK_END);
    *length = ftell(file);
    rewind(file);
    void *bytes = malloc(*length);
    if (fread(bytes, 1, *length, file) != (size_t)*length) *length = 0;
    fclose(file);
    return bytes;
}

static fann_type **rows(unsigned width)
{
    fann_type **all = malloc(count * sizeof *all), *values = calloc((size_t)count * width, sizeof *values);
    for (unsigned i = 0; i < count; i++) all[i] = values + (size_t)i * width;
    return all;
}

static int load(const char *data)
{
    long length, ignored;
    if (!strcmp(data, "plane")) {
        float *points = read_file(data, "points", &length);
        if (!points) return 0;
        count = length / 12;
        inputs = rows(2), targets = rows(1);
        for (unsigned i = 0; i < count; i++)
            inputs[i][0] = points[3 * i], inputs[i][1] = points[3 * i + 1], targets[i][0] = points[3 * i + 2];
        return 1;
    }
    unsigned char *pixels = read_file(data, "images", &length), *labels = read_file(data, "labels", &ignored);
    if (!pixels || !labels) return 0;
    count = length / 784;
    inputs = rows(784), targets = rows(10);
    for (unsigned i = 0; i < count; i++) {
        for (int j = 0; j < 784; j++) inputs[i][j] = pixels[784ul * i + j] / 255.0f;
        targets[i][labels[i]] = 1;
    }
    free(pixels), free(labels);
    return 1;
}

static void create(char *sizes, const char *activation, double rate)
{
    unsigned layers[16], n = 0;
    for (char *size = strtok(sizes, ","); size && n < 16; size = strtok(NULL, ",")) layers[n++] = atoi(size);
    network = fann_create_standard_array(n, layers);
    enum fann_activationfunc_enum function = strcmp(activation, "tanh") ? FANN_SIGMOID : FANN_SIGMOID_SYMMETRIC;
    fann_type steepness = strcmp(activation, "tanh") ? 0.5f : 1; /* 1 / (1 + exp(-2sz)) and tanh(sz) */
    fann_set_activation_function_hidden(network, function);
    fann_set_activation_function_output(network, function);
    fann_set_activation_steepness_hidden(network, steepness);
    fann_set_activation_steepness_output(network, steepness);
    fann_set_train_error_function(network, FANN_ERRORFUNC_LINEAR);
    fann_set_learning_rate(network, rate);
    fann_set_learning_momentum(network, 0);
    fann_randomize_weights(network, -0.1f, 0.1f);
}

static void shuffle(void)
{
    for (unsigned i = count - 1; i > 0; i--) {
        unsigned j = rand() % (i + 1);
        fann_type *x = inputs[i], *y = targets[i];
        inputs[i] = inputs[j], targets[i] = targets[j], inputs[j] = x, targets[j] = y;
    }
}

/* Samples per second; batch 1: online. */
static double train(double seconds, unsigned batch)
{
    fann_set_training_algorithm(network, batch == 1 ? FANN_TRAIN_INCREMENTAL : FANN_TRAIN_BATCH);
    struct fann_train_data part = {.num_data = batch, .num_input = fann_get_num_input(network), .num_output = fann_get_num_output(network)};
    double start = now(), elapsed;
    unsigned long done = 0;
    for (unsigned i = count;;) {
        for (int looks = 0; looks < 100; looks += batch, done += batch, i += batch) {
            if (i + batch > count) shuffle(), i = 0;
            part.input = inputs + i, part.output = targets + i;
            if (batch == 1) fann_train(network, inputs[i], targets[i]);
            else fann_train_epoch(network, &part);
        }
        if ((elapsed = now() - start) > seconds) return done / elapsed;
    }
}

int main(int argc, char **argv)
{
    char line[1024], task[32], data[32], sizes[128], activation[32], loss[32], optimizer[32];
    double seconds, rate;
    unsigned batch, best = 0;
    if (argc < 2) return 2;
    folder = argv[1];
    printf("ready 2.2\n");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin)) {
        int words = sscanf(line, "%*u %lf %*u %31s %31s %127s %31s %31s %u %31s %lf", &seconds, task, data, sizes, activation, loss, &batch, optimizer, &rate);
        if (words != 9 || strcmp(task, "train") || strcmp(loss, "half_squared_error") || strcmp(optimizer, "sgd"))
            printf("-\n");
        else if (!network && !load(data))
            printf("! There is no set %s in %s.\n", data, folder);
        else {
            if (!network) {
                create(sizes, activation, rate / batch);
                best = train(seconds / 2, 1) > train(seconds / 2, batch) ? 1 : batch;
            }
            printf("%.6g\n", train(seconds, best));
        }
        fflush(stdout);
    }
    return 0;
}
